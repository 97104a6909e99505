"""`write_twin`: an invented population in the layouts of the registers, whole or resumed, never half."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from smartstart.storage import write_text
from smartstart.vault.twin.areas import Size
from smartstart.vault.twin.layout import outputs
from smartstart.vault.twin.marks import MARK, WORK, finished_files, identity
from smartstart.vault.twin.openfigures import write_open_figures
from smartstart.vault.twin.plan import Fmt, TwinPlan, plan_twin
from smartstart.vault.twin.space import check_room, expected_bytes
from smartstart.vault.twin.working import SINKS, Progress, write_files
from smartstart.vocabulary.errors import UsageError


@dataclass(frozen=True, slots=True)
class TwinReport:
    """What was written.

    Attributes:
        folder: the data folder; files: paths below it, in order.
        bytes: size of all files together; fresh: False when the twin was there already.
    """

    folder: Path
    size: Size
    seed: int
    fmt: Fmt
    null: bool
    files: tuple[str, ...]
    bytes: int
    fresh: bool


def write_twin(
    out: Path,
    *,
    size: Size,
    seed: int,
    fmt: Fmt = "parquet",
    null: bool = False,
    memory: str = "3GB",
    threads: int | None = None,
    progress: Progress = lambda _text, _share: None,
) -> TwinReport:
    """Write the twin into `out`, or finish an interrupted one; a finished one is left alone.

    Args:
        size: about 50 thousand, 470 thousand or 18 million persons; national is Parquet only.
        seed: with the same size, seed and software come the same bytes, whatever the number of threads.
        null: the outcome does not depend on any factor.
        memory: limit of the engine; where several engines work side by side they share it.
        progress: called with a Dutch line and the share done, from 0 to 1.

    Raises:
        UsageError: the combination is not possible.
        DataError: the folder holds something else.
        StorageError: less than 5 GB would stay free, or writing failed; calling again continues.
    """
    plan = _checked(size, seed, fmt, null)
    done = finished_files(out, plan)
    if done is not None:
        return _report(out, plan, done, fresh=False)
    files = [output for group in outputs(plan) for output in group]
    still = [output for output in files if not (out / output.path(fmt)).exists()]
    check_room(out, expected_bytes(plan) * len(still) // len(files))
    write_text(out / WORK / MARK, identity(plan))
    with tempfile.TemporaryDirectory(prefix="spill.", dir=out / WORK) as spill:
        write_files(out, plan, Path(spill), memory=memory, threads=threads, progress=progress)
    progress("open cijfers van dezelfde verzonnen gebieden", 0.98)
    figures = write_open_figures(out / "open", plan)
    names = tuple(str(output.path(fmt)) for output in files) + tuple(f"open/{name}" for name in figures)
    write_text(out / MARK, identity(plan, names))
    shutil.rmtree(out / WORK, ignore_errors=True)
    progress("klaar", 1.0)
    return _report(out, plan, names, fresh=True)


def _checked(size: Size, seed: int, fmt: Fmt, null: bool) -> TwinPlan:
    if size not in ("small", "region", "national"):
        raise UsageError("Deze grootte bestaat niet.", expected="small, region of national")
    if fmt not in SINKS:
        raise UsageError("Dit bestandsformaat bestaat niet.", expected="parquet, csv of sav")
    if size == "national" and fmt != "parquet":
        raise UsageError(
            "Heel Nederland kan alleen als Parquet geschreven worden.",
            expected="parquet",
            mend="kies --format parquet, of een kleinere grootte",
        )
    if not 0 <= seed < 2**31:
        raise UsageError("Het startgetal past niet.", expected="een heel getal van 0 tot 2147483647")
    return plan_twin(size, seed, fmt, null)


def _report(out: Path, plan: TwinPlan, names: tuple[str, ...], *, fresh: bool) -> TwinReport:
    size = sum((out / name).stat().st_size for name in names)
    return TwinReport(out, plan.size, plan.seed, plan.fmt, plan.null, names, size, fresh)
