#!/bin/sh
# Make the environment: find a Python that is new enough, and lay a venv. Usage: environment.sh FOLDER [PYTHON]
set -eu

folder=$1
asked=${2:-}

new_enough() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# An environment that someone laid before, in a way of their own, is used as it is.
if [ -x "$folder/bin/python" ] && new_enough "$folder/bin/python" && "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi

found=""
for candidate in ${asked:-python3.11 python3.12 python3.13 python3.14 python3}; do
    if new_enough "$candidate"; then
        found=$candidate
        break
    fi
done

if [ -z "$found" ]; then
    echo "Smart Start heeft Python 3.11 of nieuwer nodig. Gevonden: ${asked:+$asked, }$(python3 --version 2>/dev/null || echo 'geen Python')." >&2
    echo "  oplossing: installeer Python 3.11 (Debian: apt-get install python3 python3-venv)," >&2
    echo "  of wijs een andere aan: make demo PYTHON=/pad/naar/python3.11" >&2
    echo "Smart Start needs Python 3.11 or newer; install it, or name one with PYTHON=..." >&2
    exit 1
fi

if ! "$found" -c 'import venv, ensurepip' >/dev/null 2>&1; then
    echo "Deze Python mist het onderdeel venv, waarmee een eigen omgeving wordt gemaakt." >&2
    echo "  oplossing: apt-get install python3-venv" >&2
    echo "This Python lacks venv; on Debian: apt-get install python3-venv" >&2
    exit 1
fi

echo "Omgeving maken in $folder met $("$found" --version) / making the environment"
"$found" -m venv "$folder"
