"""What becomes of ten thousand hostile uploads at the workspace's door: nothing."""

import multiprocessing
from collections import Counter
from pathlib import Path
from typing import Any

from tests.support.doors import files_touched, let_in
from tests.support.hostile import MAKERS, MAY_BE_THE_SAME, hostile_uploads
from tests.support.hostile_material import material

NAME = "hostile_uploads"
KIND = "trial"
TITLE = "Hostile uploads at the door of the workspace"
UPLOADS = 10_000
SEED = 20_261_121
MEGABYTES = 200  # of memory beyond what was in use before the first upload


def run(scale: float) -> dict[str, Any]:
    """Bring them to every door, in a process of its own, so that its memory can be measured."""
    number = max(round(UPLOADS * scale), len(MAKERS))
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        crashed, came_in, touched, grown = pool.apply(_try, (number,))
    return {
        "passed": not (crashed or came_in or touched) and grown < MEGABYTES,
        "bar": f"no crash, none comes in, no file touched, memory grows by less than {MEGABYTES} MB",
        "seeds": [SEED],
        "uploads": number,
        "kinds": len(MAKERS),
        "crashed": crashed,
        "came_in": came_in,
        "touched_a_file": touched,
        "megabytes_grown": grown,
    }


def _try(number: int) -> tuple[dict[str, int], dict[str, int], dict[str, int], int]:
    good = let_in(material().archive, "vrijgave.zip")
    crashed: Counter[str] = Counter()
    came_in: Counter[str] = Counter()
    touched: Counter[str] = Counter()
    before = _peak()
    for upload in hostile_uploads(number, SEED):
        with files_touched() as files:
            try:
                found = let_in(upload.content, upload.name)
            except Exception:  # noqa: BLE001 - any crash counts, whichever it is
                crashed[upload.kind] += 1
                continue
        if found and not (found == good and upload.kind in MAY_BE_THE_SAME):
            came_in[upload.kind] += 1
        if files:
            touched[upload.kind] += 1
    return dict(crashed), dict(came_in), dict(touched), _peak() - before


def _peak() -> int:
    """Return the most megabytes of memory that this process has had; what its parent had does not count."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024
