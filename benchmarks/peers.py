"""The software we compare with, each in an environment of its own: it never comes into ours.

`SMARTSTART_PEERS` names the Python of an environment that holds them; without it, one is made on first use (by name and
version from the package index, so it needs a network) beside the other caches of the user.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from functools import cache
from pathlib import Path
from typing import Any

VARIABLE = "SMARTSTART_PEERS"
PEERS = {"polars": "2.1.0", "pysubgroup": "0.9.0", "pytauargus": "0.6.0"}
_BESIDE = {"pysubgroup": ("pyarrow<22",)}  # to read Parquet; newer ones ask for another numpy than it does
_ASK = "from importlib import metadata; import sys; sys.exit(metadata.version('{name}') != '{version}')"


class PeerAbsentError(RuntimeError):
    """The peer is not there and could not be installed; what rests on it cannot be measured."""


@cache
def python_of(name: str) -> Path:
    """Return the Python of an environment that holds this peer in the version that we compare with.

    Raises:
        PeerAbsentError: it is not there, and cannot be installed.
    """
    named = os.environ.get(VARIABLE)
    python = Path(shutil.which(named) or named).absolute() if named else _own_environment(name)
    if not _holds(python, name):
        raise PeerAbsentError(
            f"{name} {PEERS[name]} is not in the environment of {python}. "
            f"Install it there, or leave {VARIABLE} out to have one made (this needs a network)."
        )
    return python


def ask(name: str, script: Path, question: Any) -> Any:
    """Let a script answer in the peer's environment: JSON in, the last line of what it says as JSON out.

    It runs in an empty folder: some peers leave their logs where they stand.

    Raises:
        PeerAbsentError: the peer is not there.
        RuntimeError: the script failed.
    """
    command = [str(python_of(name)), "-I", str(script.absolute())]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            command, input=json.dumps(question), capture_output=True, text=True, check=False, cwd=folder
        )
    if done.returncode:
        raise RuntimeError(f"{name} failed: {done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def _holds(python: Path, name: str) -> bool:
    try:
        asked = _ASK.format(name=name, version=PEERS[name])
        return subprocess.run([str(python), "-c", asked], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _own_environment(name: str) -> Path:
    folder = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "smartstart" / "peers"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if _holds(python, name):
        return python
    venv.create(folder, with_pip=True, clear=False)
    wanted = [f"{name}=={PEERS[name]}", *_BESIDE.get(name, ())]
    install = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", "install", *wanted]
    if subprocess.run(install, check=False).returncode:
        raise PeerAbsentError(
            f"{name} {PEERS[name]} could not be installed. It needs a network once; "
            f"or set {VARIABLE} to the Python of an environment that holds it."
        )
    return python
