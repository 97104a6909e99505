"""Drawing the blocks and writing the files: one engine for one block, one engine per thread for many."""

import os
import re
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from smartstart.storage import writing_folder
from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.twin.layout import Output, columns, ordered, outputs
from smartstart.vault.twin.marks import WORK
from smartstart.vault.twin.plan import Block, TwinPlan, plan_blocks
from smartstart.vault.twin.space import check_room
from smartstart.vault.twin.world import WORLD_TABLES, build_world, prepare, run_script, template, values
from smartstart.vault.twin.writers import csv_sink, parquet_sink, sav_sink

Progress = Callable[[str, float], None]
Job = Callable[["_Worker"], None]

SINKS = {"parquet": parquet_sink, "csv": csv_sink, "sav": sav_sink}
_INCOME = ("INHATAB", "KOPPELPERSOONHUISHOUDEN", "INPATAB")
_DRAWING = 0.3  # share of the work that is drawing, where blocks are kept on disk


class _StoppedError(Exception):
    """Another thread failed or was interrupted."""


@dataclass
class _Worker:
    """Draws and writes with an engine of its own. `current` is the block that the engine holds."""

    out: Path
    plan: TwinPlan
    blocks: tuple[Block, ...]
    engine: DuckEngine
    stop: threading.Event
    say: Progress
    current: int | None = field(default=None)

    def keep(self, block: Block) -> None:
        """Draw a block and keep its tables on disk, unless they are there."""
        folder = self._folder(block)
        if folder.exists():
            return
        share = _DRAWING * block.number / len(self.blocks)
        self.say(f"bevolking, deel {block.number + 1} van {len(self.blocks)}", share)
        check_room(self.out)
        self._draw(block)
        with writing_folder(folder) as beside:
            for name in WORLD_TABLES:
                self.engine.run(f"COPY {name} TO '{_quoted(beside / name)}.parquet' (FORMAT parquet, COMPRESSION zstd)")

    def write(self, group: list[Output], share: float) -> None:
        """Write the files of one group together, so that what they share is worked out once per block."""
        self.say(f"{group[0].table.name} {group[0].year}", share)
        check_room(self.out)
        open_sink = SINKS[self.plan.fmt]
        with ExitStack() as files:
            sinks = [
                (
                    output,
                    files.enter_context(open_sink(path_of(self.out, self.plan, output), columns(output, self.plan))),
                )
                for output in group
            ]
            for block in self.blocks:
                self._open(block)
                filled = values(self.plan, block) | {"year": group[0].year}
                if any(output.table.name in _INCOME for output in group):
                    run_script(self.engine, "files/income", filled)
                for output, sink in sinks:
                    rows = template(f"files/{output.table.name.lower()}").substitute(filled)
                    sink.add(self.engine.batches(ordered(output, columns(output, self.plan), rows)))

    def _folder(self, block: Block) -> Path:
        return self.out / WORK / f"block-{block.number:03d}"

    def _draw(self, block: Block) -> None:
        self._forget()
        build_world(self.engine, self.plan, block)
        self.current = block.number

    def _open(self, block: Block) -> None:
        """Make the tables of a block those that the queries see."""
        if self.stop.is_set():
            raise _StoppedError
        if self.current == block.number:
            return
        if len(self.blocks) == 1:
            self.say("bevolking", 0.0)
            self._draw(block)
            return
        self._forget()
        for name in WORLD_TABLES:
            source = f"{_quoted(self._folder(block) / name)}.parquet"
            self.engine.run(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{source}')")  # noqa: S608
        self.current = block.number

    def _forget(self) -> None:
        self.current = None
        for (name,) in self.engine.rows("SELECT view_name FROM duckdb_views() WHERE NOT internal"):
            self.engine.run(f'DROP VIEW "{name}"')
        for (name,) in self.engine.rows("SELECT table_name FROM duckdb_tables()"):
            self.engine.run(f'DROP TABLE "{name}"')


def write_files(
    out: Path, plan: TwinPlan, spill: Path, *, memory: str, threads: int | None, progress: Progress
) -> None:
    """Write all files of a plan that are not there yet.

    One block is drawn and written by one engine with all threads. Many blocks are shared out over engines of one
    thread each; which engine does what never matters for the bytes.
    """
    blocks = plan_blocks(plan)
    groups = outputs(plan)
    missing = [[o for o in group if not path_of(out, plan, o).exists()] for group in groups]
    hands = min(threads or os.cpu_count() or 1, len(blocks))
    with ExitStack() as engines:
        stop, say = threading.Event(), _in_turn(progress)
        workers = [
            _Worker(
                out,
                plan,
                blocks,
                engines.enter_context(
                    DuckEngine(
                        _made(spill / str(hand)),
                        memory=_part(memory, hands),
                        threads=threads if len(blocks) == 1 else 1,
                    )
                ),
                stop,
                say,
            )
            for hand in range(hands)
        ]
        for worker in workers:
            prepare(worker.engine, plan.seed)
        if len(blocks) > 1 and any(missing):
            _share_out(workers, [partial(_Worker.keep, block=block) for block in blocks])
        writing: list[Job] = []
        for number, group in enumerate(missing):
            share = _DRAWING + (0.97 - _DRAWING) * number / len(groups)
            if group:
                writing.append(partial(_Worker.write, group=group, share=share))
        _share_out(workers, writing)


def path_of(out: Path, plan: TwinPlan, output: Output) -> Path:
    """Return where a file is written."""
    return out / output.path(plan.fmt)


def _share_out(workers: list[_Worker], jobs: Iterable[Job]) -> None:
    """Let the workers take the jobs in order. At the first failure all stop before their next block."""
    if len(workers) == 1:
        for job in jobs:
            job(workers[0])
        return
    queue = iter(jobs)
    lock = threading.Lock()

    def work(worker: _Worker) -> None:
        while not worker.stop.is_set():
            with lock:
                job = next(queue, None)
            if job is None:
                return
            try:
                job(worker)
            except BaseException:
                worker.stop.set()
                raise

    with ThreadPoolExecutor(len(workers)) as pool:
        running = [pool.submit(work, worker) for worker in workers]
        try:
            problems = [problem for future in running if (problem := future.exception()) is not None]
        except BaseException:
            workers[0].stop.set()
            raise
    _raise_cause(problems)


def _raise_cause(problems: list[BaseException]) -> None:
    """Raise what went wrong first, not that the others stopped for it."""
    causes = [problem for problem in problems if not isinstance(problem, _StoppedError)]
    for problem in (*causes, *problems):
        raise problem


def _in_turn(progress: Progress) -> Progress:
    lock = threading.Lock()

    def say(text: str, share: float) -> None:
        with lock:
            progress(text, share)

    return say


def _part(memory: str, hands: int) -> str:
    """Return each engine's part of a limit such as "3GB"."""
    found = re.fullmatch(r"\s*(\d+)\s*([GM]i?B)\s*", memory)
    if hands == 1 or found is None:
        return memory
    number, unit = int(found[1]), found[2]
    return f"{number * 1000 // hands}{unit.replace('G', 'M')}" if unit.startswith("G") else f"{number // hands}{unit}"


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
