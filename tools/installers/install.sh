#!/bin/sh
# Installeert Smart Start vanuit deze map, zonder netwerk. Gebruik: sh install.sh [MAP]
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
target=${1:-"$HOME/smartstart"}
wanted="@PYTHON@"

python=""
for candidate in "python$wanted" python3 python; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        [ "$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])')" = "$wanted" ]; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Deze map is gemaakt voor Python $wanted, en die staat niet op deze computer." >&2
    echo "  oplossing: installeer Python $wanted, of vraag een map voor de Python die hier wel staat" >&2
    exit 1
fi

echo "Smart Start installeren in $target ..."
"$python" -m venv "$target"
PIP_CONFIG_FILE=/dev/null "$target/bin/python" -m pip --isolated --disable-pip-version-check --no-input install --quiet --force-reinstall \
    --no-index --find-links "$here/wheels" --require-hashes --no-deps -r "$here/requirements.txt"
"$target/bin/python" -m pip --isolated check
"$target/bin/smartstart" --version
echo "Klaar. Begin met: $target/bin/smartstart --help"
