"""Kill processes that release at random moments, two at a time on one ledger, and see what is left."""

import datetime as dt
import hashlib
import multiprocessing
import os
import random
import signal
import tempfile
import time
import zipfile
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from multiprocessing.synchronize import Event
from pathlib import Path

from smartstart.disclosure.door import ReleasePaths, release
from smartstart.disclosure.gate import Judged
from smartstart.disclosure.ledger import Ledger
from smartstart.disclosure.ledger.withdrawing import withdraw
from smartstart.disclosure.policy import load_policy
from smartstart.release.keys import PrivateKey
from smartstart.release.members import MANIFEST
from smartstart.release.reader import read_release
from smartstart.vocabulary.errors import TrustError
from tests.support.gate_world import decide, facts, render, sheet, small_submission, small_world

FORK = multiprocessing.get_context("fork")
KEY = PrivateKey.from_private_bytes(bytes(range(3, 35)))
_LONGEST_WAIT = 60.0
_DAYS = 5_000  # of each process; so 400 processes in all stay within the calendar


def day(number: int) -> dt.date:
    """A day of its own for every release."""
    return dt.date(2026, 1, 1) + dt.timedelta(number)


@lru_cache(maxsize=1)
def _judged() -> Judged:
    """Judge once; the trials are about what is written, not about what may be."""
    world = small_world()
    return decide(world, small_submission(world), load_policy("cbs-ra"))


def write(out: Path, book: Path, number: int) -> ReleasePaths:
    """Write a release of a day of its own, as judged with the present ledger."""
    ledger = Ledger(book, KEY.public_key())
    judged = replace(_judged(), judged_at=ledger.memory().head, remembered=True)
    made = facts(day=day(number))
    return release(judged, sheet(*small_world().dimensions), made, out, key=KEY, render=render, ledger=ledger)


def release_for_ever(out: Path, book: Path, start: int, ready: Event) -> None:
    """Release again and again, each time another day; now and then withdraw the last one."""
    for number in range(start, start + _DAYS):
        try:
            write(out, book, number)
            if number % 3 == 0:
                _withdraw_last(book)
        except TrustError as problem:  # the other one was first: judge again
            if "Tijdens" not in problem.what:
                raise
        ready.set()


def _withdraw_last(book: Path) -> None:
    ledger = Ledger(book)
    last = max(e.number for e in ledger.entries() if e.release is not None)
    withdraw(ledger, last, reason="proef", by="P. Proef", day=dt.date(2026, 1, 1), key=KEY)


def forgotten(out: Path, book: Path) -> int:
    """Return how many releases stand in a folder that the ledger does not know by their manifest."""
    known = {e.release.manifest for e in Ledger(book, KEY.public_key()).entries() if e.release is not None}
    missing = 0
    for path in (p for p in (out / "release.zip", out / "release") if p.exists()):
        read_release(path, [KEY.public_key()])
        missing += hashlib.sha256(_manifest(path)).hexdigest() not in known
    return missing


def _manifest(path: Path) -> bytes:
    if path.is_dir():
        return (path / MANIFEST).read_bytes()
    with zipfile.ZipFile(path) as archive:
        return archive.read(MANIFEST)


def killed_at_random(kills: int, seed: int) -> Counter[str]:
    """Kill so many processes; return how often what was so, and the lines of the ledger in the end.

    Every kill is followed by: is the chain whole, is every release that stands remembered, are the lines of before all
    there still, and does the next process go on?
    """
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    _judged()  # before the processes part, so that each finds it done
    found: Counter[str] = Counter(forgotten=0, lines_lost=0, half_lines=0, head_behind=0)
    with tempfile.TemporaryDirectory() as folder:
        book, before = Path(folder) / "grootboek.jsonl", b""
        Ledger.create(book)
        for pair in range((kills + 1) // 2):
            outs = [Path(folder) / name for name in ("een", "twee")]
            _kill_two(outs, book, 2 * _DAYS * pair, chance)
            content = book.read_bytes()
            found["kills"] += 2
            found["half_lines"] += not content.endswith(b"\n")
            lines = len(Ledger(book, KEY.public_key()).entries())  # raises when the chain is broken
            found["head_behind"] += f'"number":{lines},' not in book.with_name("grootboek.jsonl.head").read_text()
            found["forgotten"] += sum(forgotten(out, book) for out in outs)
            found["lines_lost"] += not content.startswith(before[: before.rfind(b"\n") + 1])
            before = content
        found["lines"] = len(Ledger(book, KEY.public_key()).entries())
    return found


def _kill_two(outs: list[Path], book: Path, start: int, chance: random.Random) -> None:
    """Let two processes release at once, and kill each at a moment of its own."""
    ready = [FORK.Event() for _ in outs]
    workers = [
        FORK.Process(target=release_for_ever, args=(out, book, start + _DAYS * number, one))
        for number, (out, one) in enumerate(zip(outs, ready, strict=True))
    ]
    for worker in workers:
        worker.start()
    for one in ready:
        if not one.wait(_LONGEST_WAIT):
            raise RuntimeError("a process did not begin")
    for worker in workers:
        time.sleep(chance.uniform(0.0, 0.2))
        os.kill(worker.pid or 0, signal.SIGKILL)
        worker.join(_LONGEST_WAIT)
        if worker.exitcode != -signal.SIGKILL:
            raise RuntimeError("a process stopped by itself")
