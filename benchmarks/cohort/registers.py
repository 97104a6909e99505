"""The registers of a twin, normalised once, as both sides read them: one Parquet file per table."""

from pathlib import Path
from typing import Literal

from smartstart.vault.cohort import needed_columns, needed_tables
from smartstart.vault.engines import DuckEngine
from smartstart.vault.sources.registers import open_registers
from smartstart.vault.study.model import CohortPlan, RegisterData, Study
from smartstart.vault.study.reading import read_study
from smartstart.vault.twin import write_twin

_STUDY = Path(__file__).parents[2] / "src" / "smartstart" / "cli" / "studies" / "uithuisplaatsing.toml"


def bundled() -> tuple[Study, CohortPlan]:
    """Return the bundled study and its cohort."""
    study = read_study(_STUDY)
    if study.cohort is None:
        raise ValueError("the bundled study has no cohort")
    return study, study.cohort


def normalised(folder: Path, size: Literal["small", "region"], seed: int) -> Path:
    """Draw a twin, let our reader normalise it, and return the folder with one Parquet file per table."""
    twin, work, out = (folder / name for name in ("twin", "work", "registers"))
    for made in (work, out):
        made.mkdir()
    write_twin(twin, size=size, seed=seed)
    study, plan = bundled()
    year = study.data.classification_year if isinstance(study.data, RegisterData) else 0
    tables = needed_tables(plan)
    with DuckEngine(work) as engine:
        open_registers(
            engine,
            twin,
            tables=tables,
            columns=needed_columns(plan),
            classification_year=year,
            unknown_codes="stop",
            work=work,
            progress=lambda _: None,
        )
        for table in sorted(name.lower() for name in tables):
            engine.run(f"COPY (SELECT * FROM {table}) TO '{out / table}.parquet' (FORMAT parquet)")
    return out
