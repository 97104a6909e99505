"""What stays in the room is for the one who ran it only: every file of it, from the first moment on."""

import stat
from collections.abc import Iterator
from pathlib import Path

from smartstart.vault.export import inside
from smartstart.vault.insight.findings import RiskGroups
from smartstart.vault.insight.overlap import OVERLAP, Overlap

NOTHING = RiskGroups((), (), 0, 0, 0, 0, 0, 0, 0, 1)
ONE = Overlap("g1", "herkomst", "1", 0.5, 0.2, 2.5, 0.3, strong=True)


def test_nobody_else_can_read_it_while_it_is_written_and_after(tmp_path: Path) -> None:
    seen: list[int] = []

    def read() -> Iterator[str]:
        """Asked for in the middle of the writing."""
        seen.extend(stat.S_IMODE(entry.stat().st_mode) for entry in tmp_path.iterdir())
        yield "gelezen"

    checker = inside.Checker("<p>pagina</p>", "tabel")
    inside.write(tmp_path / "inside", inside.Exact(NOTHING, [(OVERLAP, (ONE,))], (), (), read(), checker))
    assert seen == [0o700]
    assert stat.S_IMODE((tmp_path / "inside").stat().st_mode) == 0o700
    modes = {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in (tmp_path / "inside").iterdir()}
    assert "overlap.csv" in modes
    assert set(modes.values()) == {0o600}
