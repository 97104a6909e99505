"""The command as a user types it, in the process of the tests: the same `main`, without starting Python again."""

import os
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO

import pytest

from smartstart.cli import main

_OURS = "SMARTSTART_"


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


def smartstart(*words: object, **environ: str) -> Done:
    """Run the command without settings of ours in the environment but these; whatever it changes is put back."""
    out, err = StringIO(), StringIO()
    before = signal.getsignal(signal.SIGTERM)
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name in [name for name in os.environ if name.startswith(_OURS)]:
            patch.delenv(name)
        for name, value in environ.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["smartstart", *map(str, words)])
        try:
            with pytest.raises(SystemExit) as ended:
                main()
        finally:
            signal.signal(signal.SIGTERM, before)
    return Done(int(ended.value.code or 0), out.getvalue(), err.getvalue())
