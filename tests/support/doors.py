"""The workspace's door as tests and trials use it: one upload in, and what became of it."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from smartstart.release.keys import fingerprint
from smartstart.release.reader import Release
from smartstart.workspace.data.rules.acceptance import Accepted, Facts, decide
from smartstart.workspace.data.rules.door import Figures, open_release, receive_figures
from smartstart.workspace.data.rules.known_figures import Vocabulary, catalogue
from smartstart.workspace.data.rules.refusals import Refusal
from tests.support.hostile_material import KEY

TODAY = date(2026, 11, 21)
MUNICIPALITIES = frozenset(f"GM99{number:02d}" for number in range(1, 10))
TRUSTED = (KEY.public_key(),)
VOCABULARY = Vocabulary(catalogue(), frozenset({"GM9901"}))
FACTS = Facts(
    trusted=frozenset({fingerprint(KEY.public_key())}),
    here=frozenset(),
    wholes_of_parts=frozenset(),
    newest_day=None,
    municipalities=MUNICIPALITIES,
    accepts_invented=True,
    today=TODAY,
)


def as_release(content: bytes, name: str = "vrijgave.zip", facts: Facts = FACTS) -> tuple[Release, Accepted] | Refusal:
    """Bring an upload to the door as a release."""
    opened = open_release(content, name, TRUSTED)
    if isinstance(opened, Refusal):
        return opened
    decided = decide(opened, facts)
    return decided if isinstance(decided, Refusal) else (opened, decided)


def as_figures(content: bytes, vocabulary: Vocabulary = VOCABULARY) -> Figures | Refusal:
    """Bring an upload to the door as a file with own figures."""
    return receive_figures(content, vocabulary, TODAY)


def let_in(content: bytes, name: str) -> str:
    """Bring an upload to every door; return the digest of the release, "figures", or nothing when all refuse."""
    figures, release = as_figures(content), as_release(content, name)
    if not isinstance(figures, Refusal):
        return "figures"
    return "" if isinstance(release, Refusal) else release[0].digest


_WRITES = (
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.symlink",
    "os.link",
    "os.chmod",
    "os.truncate",
    "os.utime",
)
_watch = threading.local()


@contextmanager
def files_touched() -> Iterator[list[str]]:
    """Yield a list that fills with every file that this thread writes, makes, moves or removes, and every program."""
    if not hasattr(_watch, "hooked"):
        sys.addaudithook(_note)
        _watch.hooked = True
    _watch.found = []
    try:
        yield _watch.found
    finally:
        _watch.found = None


def _note(event: str, arguments: tuple[object, ...]) -> None:
    found = getattr(_watch, "found", None)
    if found is None:
        return
    if event == "open":
        path, _, flags = arguments
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND):
            found.append(f"{path!r}")
    elif event in _WRITES or event.startswith(("subprocess.", "os.exec", "os.system", "shutil.", "socket.connect")):
        found.append(f"{event} {arguments!r}")
