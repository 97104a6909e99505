"""Where a run may write: over what an earlier run of ours left there, whatever that held, and over nothing else."""

from pathlib import Path

import pytest

from smartstart.vault.export import inside
from smartstart.vault.insight.findings import RiskGroups
from smartstart.vault.insight.overlap import OVERLAP, Overlap
from smartstart.vault.run import places
from smartstart.vocabulary.errors import UsageError

NOTHING = RiskGroups((), (), 0, 0, 0, 0, 0, 0, 0, 1)
EVERYTHING = inside.Exact(
    groups=NOTHING,
    further=[(OVERLAP, (Overlap("g1", "herkomst", "1", 0.5, 0.2, 2.5, 0.3, strong=True),))],
    judgements=(),
    drop_off=(),
    read=("gelezen",),
    checker=inside.Checker("<p>pagina</p>", "tabel"),
)


@pytest.mark.parametrize("name", [places.INSIDE, places.REFUSED])
def test_all_that_stays_inside_may_be_written_again(tmp_path: Path, name: str) -> None:
    inside.write(tmp_path / "uit" / name, EVERYTHING)
    assert (tmp_path / "uit" / name / "overlap.csv").is_file()
    assert places.prepared(tmp_path / "uit", tmp_path, draft=False) == tmp_path / "uit"


@pytest.mark.parametrize("name", ["release", places.INSIDE, places.REFUSED])
def test_a_file_of_somebody_else_is_never_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "aantekeningen.txt").write_text("van mij", encoding="utf-8")
    with pytest.raises(UsageError, match="niet van Smart Start"):
        places.prepared(tmp_path, tmp_path / "data", draft=False)
