"""`write_twin`: an invented population in the layouts of the registers, whole or resumed, never half."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from smartstart.storage import write_text, writing_folder
from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.twin.areas import Size
from smartstart.vault.twin.layout import Output, columns, ordered, outputs
from smartstart.vault.twin.marks import MARK, WORK, finished_files, identity
from smartstart.vault.twin.openfigures import write_open_figures
from smartstart.vault.twin.plan import Block, Fmt, TwinPlan, plan_blocks, plan_twin
from smartstart.vault.twin.space import check_room, expected_bytes
from smartstart.vault.twin.world import WORLD_TABLES, build_world, prepare, run_script, template, values
from smartstart.vault.twin.writers import csv_sink, parquet_sink, sav_sink
from smartstart.vocabulary.errors import UsageError

_INCOME = ("INHATAB", "KOPPELPERSOONHUISHOUDEN", "INPATAB")
_SINKS = {"parquet": parquet_sink, "csv": csv_sink, "sav": sav_sink}
Progress = Callable[[str, float], None]


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
        worker = _Worker(out, plan, progress)
        with DuckEngine(Path(spill), memory=memory, threads=threads) as engine:
            worker.write_all(engine)
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
    if fmt not in _SINKS:
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


class _Worker:
    """Writes the files of one twin, block by block, skipping what is there."""

    def __init__(self, out: Path, plan: TwinPlan, progress: Progress) -> None:
        self.out, self.plan, self.progress = out, plan, progress
        self.blocks = plan_blocks(plan)
        self.current: int | None = None

    def write_all(self, engine: DuckEngine) -> None:
        """Write what is missing."""
        prepare(engine, self.plan.seed)
        groups = outputs(self.plan)
        missing = [[o for o in group if not self._path(o).exists()] for group in groups]
        if len(self.blocks) > 1 and any(missing):
            for block in self.blocks:
                self._keep(engine, block)
        for number, group in enumerate(missing):
            if group:
                self.progress(f"{group[0].table.name} {group[0].year}", 0.3 + 0.67 * number / len(groups))
                check_room(self.out)
                self._write(engine, group)

    def _path(self, output: Output) -> Path:
        return self.out / output.path(self.plan.fmt)

    def _folder(self, block: Block) -> Path:
        return self.out / WORK / f"block-{block.number:03d}"

    def _keep(self, engine: DuckEngine, block: Block) -> None:
        """Draw a block and keep its tables on disk, unless they are there."""
        folder = self._folder(block)
        if folder.exists():
            return
        share = 0.3 * block.number / len(self.blocks)
        self.progress(f"bevolking, deel {block.number + 1} van {len(self.blocks)}", share)
        check_room(self.out)
        self._draw(engine, block)
        with writing_folder(folder) as beside:
            for name in WORLD_TABLES:
                engine.run(f"COPY {name} TO '{_quoted(beside / name)}.parquet' (FORMAT parquet, COMPRESSION zstd)")

    def _draw(self, engine: DuckEngine, block: Block) -> None:
        _forget(engine)
        build_world(engine, self.plan, block)
        self.current = block.number

    def _write(self, engine: DuckEngine, group: list[Output]) -> None:
        """Write the files of one group together, so that what they share is worked out once per block."""
        open_sink = _SINKS[self.plan.fmt]
        with ExitStack() as files:
            sinks = [(o, files.enter_context(open_sink(self._path(o), columns(o, self.plan)))) for o in group]
            for block in self.blocks:
                self._open(engine, block)
                filled = values(self.plan, block) | {"year": group[0].year}
                if any(output.table.name in _INCOME for output in group):
                    run_script(engine, "files/income", filled)
                for output, sink in sinks:
                    rows = template(f"files/{output.table.name.lower()}").substitute(filled)
                    query = ordered(output, columns(output, self.plan), rows)
                    sink.add(engine.batches(query))

    def _open(self, engine: DuckEngine, block: Block) -> None:
        """Make the tables of a block those that the queries see."""
        if self.current == block.number:
            return
        if len(self.blocks) == 1:
            self.progress("bevolking", 0.0)
            self._draw(engine, block)
            return
        _forget(engine)
        for name in WORLD_TABLES:
            source = f"{_quoted(self._folder(block) / name)}.parquet"
            engine.run(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{source}')")  # noqa: S608
        self.current = block.number


def _forget(engine: DuckEngine) -> None:
    for (name,) in engine.rows("SELECT view_name FROM duckdb_views() WHERE NOT internal"):
        engine.run(f'DROP VIEW "{name}"')
    for (name,) in engine.rows("SELECT table_name FROM duckdb_tables()"):
        engine.run(f'DROP TABLE "{name}"')


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _report(out: Path, plan: TwinPlan, names: tuple[str, ...], *, fresh: bool) -> TwinReport:
    size = sum((out / name).stat().st_size for name in names)
    return TwinReport(out, plan.size, plan.seed, plan.fmt, plan.null, names, size, fresh)
