"""Hostile uploads, made from a seed: every way we know to break, fool or overload what reads a file.

`hostile_uploads(n, seed)` goes round all kinds, each time with other chances. Only the kinds in `MAY_BE_THE_SAME` can
turn out to be the good release again, byte for byte inside: the wrapping of an archive is not signed.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.support.hostile_archives import ARCHIVES
from tests.support.hostile_files import FILES
from tests.support.hostile_material import Material, material
from tests.support.hostile_members import MEMBERS

Maker = Callable[[random.Random, Material], bytes]

MAKERS: dict[str, Maker] = {**ARCHIVES, **MEMBERS, **FILES}
MAY_BE_THE_SAME = frozenset({"changed bytes", "changed headers", "cut and pasted", "declared huge"})

_NAMES = (
    "vrijgave.zip",
    "cijfers.csv",
    "../../etc/cron.d/vrijgave.zip",
    "C:\\Windows\\win.ini",
    "a\0b.zip",
    "",
    "\u202egpj.piz",
    "x" * 5_000,
    "<script>alert(1)</script>.zip",
    "\ud800.zip",
    "con.zip",
    "=cmd.csv",
)


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload: what it is called, its bytes, and how it is hostile."""

    name: str
    content: bytes
    kind: str


def hostile_uploads(n: int, seed: int) -> Iterator[Upload]:
    """Yield `n` hostile uploads, always the same for one seed."""
    made = material()
    kinds = list(MAKERS)
    for number in range(n):
        chance = random.Random(f"{seed}-{number}")  # noqa: S311
        kind = kinds[number % len(kinds)]
        yield Upload(chance.choice(_NAMES), MAKERS[kind](chance, made), kind)
