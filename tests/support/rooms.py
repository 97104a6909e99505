"""A protected room for tests: keys, an approved study and the way to run it."""

import datetime as dt
import re
import shutil
from contextlib import nullcontext
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from smartstart.disclosure.ledger import Ledger
from smartstart.release.keys import PrivateKey
from smartstart.vault.run import Order, Result, run
from smartstart.vault.run.order import Note
from smartstart.vault.study.approval import approval_path, approve, write_approval
from smartstart.vault.study.reading import read_study

DAY = dt.date(2026, 11, 21)
KEY = PrivateKey.from_private_bytes(bytes(range(32)))
BUNDLED = Path(str(resources.files("smartstart.cli"))) / "studies"


def small_study() -> str:
    """Return the bundled study, for the two municipalities of the small twin and its fewer children."""
    text = (BUNDLED / "uithuisplaatsing.toml").read_text(encoding="utf-8")
    text = re.sub(r"^neighbours = .*\n", "", text, flags=re.MULTILINE)  # those are not in the small twin
    start = text.index("areas = [")
    text = text[:start] + 'areas = ["GM9901", "GM9902"]' + text[text.index("]", start) + 1 :]
    return text.replace("min_size = 500", "min_size = 100").replace("min_events = 40", "min_events = 10")


@dataclass(frozen=True)
class Room:
    """A folder with a study in it."""

    folder: Path
    data: Path

    @property
    def study(self) -> Path:
        return self.folder / "vraag.toml"

    def write(self, text: str) -> None:
        """Write the study and approve it."""
        self.study.write_text(text, encoding="utf-8")
        signed = approve(read_study(self.study), approver="J. de Vries, privacyfunctionaris", until=DAY, key=KEY)
        write_approval(approval_path(self.study), signed)

    def order(self, name: str = "uit", **changes: object) -> Order:
        settings: dict[str, object] = {
            "study": self.study,
            "data": self.data,
            "out": self.folder / name,
            "key": KEY,
            "approvers": (KEY.public_key(),),
            "ledger": self.folder / name / "grootboek.jsonl",
            "draft": False,
            "day": DAY,
            "today": DAY,
            "memory": "2GB",
        }
        order = Order(**(settings | changes))  # type: ignore[arg-type]
        if not order.draft and not order.ledger.exists():
            Ledger.create(order.ledger)
        return order

    def run(self, name: str = "uit", **changes: object) -> Result:
        return run(self.order(name, **changes), lambda text: nullcontext(_quiet))


@dataclass(frozen=True)
class SmallRun:
    """The small study, run in a room of its own, for all tests that read what came out of it."""

    room: Room
    result: Result

    @classmethod
    def made(cls, folder: Path, data: Path) -> "SmallRun":
        """Run the study, with the first names of everything."""
        room = Room(folder, data)
        room.write(small_study())
        return cls(room, room.run(threads=2))

    def after(self, folder: Path) -> tuple[Room, Path]:
        """Return another room with the same study, and a ledger in it that knows what this run released."""
        room = Room(folder, self.room.data)
        room.write(self.room.study.read_text(encoding="utf-8"))
        for path in (self.room.folder / "uit").glob("grootboek*"):
            (shutil.copytree if path.is_dir() else shutil.copy2)(path, folder / path.name)
        return room, folder / "grootboek.jsonl"


def _quiet(_: str) -> None:
    """Say nothing."""


_: Note = _quiet
