#!/bin/sh
# Work the locks out anew from pyproject.toml: all platforms, versions and hashes, no addresses. Needs uv.
# `sh tools/lock.sh --upgrade` takes newer versions; without it, versions stay where they still fit.
set -eu

UV=${UV:-uv}
[ -x .venv/bin/uv ] && UV=.venv/bin/uv

compile() {
    to=$1
    shift
    "$UV" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
        --output-file "$to" "$@"
}

# The widest first; the others follow its versions.
compile requirements/dev.lock pyproject.toml requirements/build.in --extra dev "$@"
compile requirements/run.lock pyproject.toml requirements/build.in --extra vault --extra opendata --extra workspace --constraint requirements/dev.lock
compile requirements/vault.lock pyproject.toml --extra vault --constraint requirements/dev.lock
