"""The ledger: a chain that shows every change, survives a kill, and keeps two processes apart."""

import datetime as dt
import json
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from smartstart import storage
from smartstart.disclosure import ledger as ledgers
from smartstart.disclosure.ledger import Head, Ledger, Release
from smartstart.release.keys import PrivateKey
from smartstart.release.reader import read_release
from smartstart.vocabulary.errors import StorageError, TrustError
from tests.support.gate_world import write_small_release

_FORK = multiprocessing.get_context("fork")


def _release(study: str = "s") -> Release:
    return Release(study=study, policy="p", stamp="volledig", day=dt.date(2026, 1, 1), approver="", shown=())


def _add(book: Ledger, study: str) -> Head:
    return book.append(_release(study), judged_at=book.memory().head)


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "grootboek.jsonl")


@pytest.fixture
def three(book: Ledger) -> Ledger:
    for name in ("een", "twee", "drie"):
        _add(book, name)
    return book


def test_an_empty_ledger_is_whole(book: Ledger) -> None:
    assert book.entries() == ()
    assert book.memory().head == Head()


def test_lines_are_kept_in_order(three: Ledger) -> None:
    assert [e.release.study for e in three.entries()] == ["een", "twee", "drie"]
    assert three.memory().head.number == 3


def test_the_same_release_again_adds_no_line(three: Ledger) -> None:
    before = three.path.read_bytes()
    assert _add(three, "twee").number == 2
    assert three.path.read_bytes() == before


def test_every_changed_byte_is_noticed(three: Ledger) -> None:
    content = three.path.read_bytes()
    for place in range(0, len(content), 3):
        changed = bytearray(content)
        changed[place] ^= 1
        three.path.write_bytes(changed)
        with pytest.raises(TrustError):
            three.entries()
    three.path.write_bytes(content)
    assert len(three.entries()) == 3


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_lines_that_disappear_are_noticed(three: Ledger, kept: int) -> None:
    lines = three.path.read_bytes().splitlines(keepends=True)
    three.path.write_bytes(b"".join(lines[:kept]))
    with pytest.raises(TrustError, match="verdwenen"):
        three.entries()


def test_lines_cannot_change_places_or_be_put_in(three: Ledger) -> None:
    lines = three.path.read_bytes().splitlines(keepends=True)
    for wrong in ([lines[1], lines[0], lines[2]], [lines[0], lines[0], lines[1], lines[2]], [*lines, lines[2]]):
        three.path.write_bytes(b"".join(wrong))
        with pytest.raises(TrustError):
            three.entries()


def test_a_line_somebody_added_with_the_right_hash_is_noticed(three: Ledger) -> None:
    """The chain alone cannot tell who wrote a line; the head file can, as it does not know it."""
    forged = Ledger(three.path.with_name("ander.jsonl"))
    forged.path.write_bytes(three.path.read_bytes())
    forged._head_path.write_bytes(three._head_path.read_bytes())
    for name in ("vals", "valser"):
        _add(forged, name)
    three.path.write_bytes(forged.path.read_bytes())
    with pytest.raises(TrustError, match="niet door Smart Start"):
        three.entries()


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"number":"x"}', b'{"number":9,"sha256":"00"}', b'{"number":1,"sha256":"00"}']
)
def test_a_damaged_head_is_noticed(three: Ledger, content: bytes) -> None:
    three._head_path.write_bytes(content)
    with pytest.raises(TrustError):
        three.entries()


def test_a_missing_head_is_noticed(three: Ledger) -> None:
    three._head_path.unlink()
    with pytest.raises(TrustError, match="ontbreekt"):
        three.entries()


def test_half_a_line_is_cut_off_and_nothing_else(three: Ledger) -> None:
    whole = three.path.read_bytes()
    three.path.write_bytes(whole + b'{"number":4,"prev')
    assert len(three.entries()) == 3
    _add(three, "vier")
    assert three.path.read_bytes().startswith(whole)
    assert [e.number for e in three.entries()] == [1, 2, 3, 4]


def test_a_stop_between_line_and_head_is_healed_twice_in_a_row(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    for study in ("een", "twee", "drie"):
        with monkeypatch.context() as stopped:
            stopped.setattr(ledgers, "write_bytes", _stop_unless_behind(book))
            with pytest.raises(KeyboardInterrupt):
                _add(book, study)
        assert book.entries()[-1].release.study == study
    assert _add(book, "vier").number == 4
    assert len(book.entries()) == 4


def _stop_unless_behind(book: Ledger):
    def write(path: Path, content: bytes) -> None:
        """Let the head catch up with what stood there, and stop at the head of the new line."""
        if json.loads(content)["number"] > before:
            raise KeyboardInterrupt
        storage.write_bytes(path, content)

    before = len(book.entries())
    return write


def test_a_full_disk_leaves_the_ledger_as_it_was(three: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    before = three.path.read_bytes()
    real = os.write
    head = three.memory().head

    def full(handle: int, content: bytes) -> int:
        real(handle, bytes(content)[:20])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ledgers.os, "write", full)
    with pytest.raises(StorageError):
        three.append(_release("vier"), judged_at=head)
    monkeypatch.undo()
    assert three.path.read_bytes() == before
    assert _add(three, "vier").number == 4


def test_a_release_judged_before_another_was_written_is_refused(book: Ledger) -> None:
    early = book.memory().head
    _add(book, "een")
    with pytest.raises(TrustError, match="Tijdens het beoordelen"):
        book.append(_release("twee"), judged_at=early)
    assert len(book.entries()) == 1


def _writer(path: Path, name: str, times: int) -> None:
    book = Ledger(path)
    done = 0
    while done < times:
        try:
            _add(book, f"{name}-{done}")
        except TrustError:  # the other one was first: judge again
            continue
        done += 1


def test_two_processes_at_once_keep_the_chain(book: Ledger) -> None:
    workers = [_FORK.Process(target=_writer, args=(book.path, name, 25)) for name in ("een", "twee")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [w.exitcode for w in workers] == [0, 0]
    studies = [e.release.study for e in book.entries()]
    for name in ("een", "twee"):
        assert [s for s in studies if s.startswith(name)] == [f"{name}-{i}" for i in range(25)]


def _day(number: int) -> dt.date:
    return dt.date(2026, 1, 1) + dt.timedelta(number)


def _release_for_ever(out: Path, key: PrivateKey, start: int, ready: Event) -> None:
    for number in range(start, start + 10_000):
        write_small_release(out, key, day=_day(number))
        ready.set()


def _check_what_stands(out: Path, key: PrivateKey) -> int:
    """Whatever release stands there is whole, signed and remembered; return how many stand there."""
    remembered = {e.release.day for e in Ledger(out / "grootboek.jsonl").entries()}
    standing = [path for path in (out / "release.zip", out / "release") if path.exists()]
    for path in standing:
        assert read_release(path, [key.public_key()]).manifest.day in remembered
    return len(standing)


def test_a_kill_at_random_moments_forgets_nothing(tmp_path: Path) -> None:
    key = PrivateKey.generate()
    chance = random.Random(20260102)  # noqa: S311
    book = Ledger(tmp_path / "grootboek.jsonl")
    for _ in range(20):
        ready = _FORK.Event()
        worker = _FORK.Process(target=_release_for_ever, args=(tmp_path, key, len(book.entries()), ready))
        worker.start()
        assert ready.wait(30)
        time.sleep(chance.uniform(0.0, 0.15))
        os.kill(worker.pid, signal.SIGKILL)
        worker.join(30)
        assert worker.exitcode == -signal.SIGKILL
        assert _check_what_stands(tmp_path, key) >= 1
    write_small_release(tmp_path, key, day=dt.date(2040, 1, 1))
    assert book.entries()[-1].release.day == dt.date(2040, 1, 1)


_STRIDE = int(os.environ.get("SMARTSTART_PROOF_STRIDE", "4"))  # 1 stops before every single step
_CALLS = ("fsync", "write", "ftruncate", "replace", "rename", "unlink", "rmdir", "mkdir", "chmod")


def _die_at(call: int, out: Path, key: PrivateKey) -> None:
    """Write a second release, and die just before the given call that changes something on disk."""
    left = [call]

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def wrapper(*args: object, **more: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **more)

        return wrapper

    for name in _CALLS:
        setattr(os, name, counted(getattr(os, name)))
    write_small_release(out, key, day=_day(2))


def test_a_kill_before_every_step_on_disk_forgets_nothing(tmp_path: Path) -> None:
    """Old state or new one, and the same order again ends in the same bytes, with one line for each release."""
    key = PrivateKey.generate()
    whole = write_small_release(tmp_path / "heel", key, day=_day(1))
    first = whole.archive.read_bytes()
    second = write_small_release(tmp_path / "heel", key, day=_day(2)).archive.read_bytes()
    steps = 0
    while True:
        out = tmp_path / f"stap-{steps}"
        write_small_release(out, key, day=_day(1))
        worker = _FORK.Process(target=_die_at, args=(steps, out, key))
        worker.start()
        worker.join(30)
        assert (out / "release.zip").read_bytes() in (first, second)
        assert _check_what_stands(out, key) >= 1
        assert write_small_release(out, key, day=_day(2)).archive.read_bytes() == second
        assert [e.release.day for e in Ledger(out / "grootboek.jsonl").entries()] == [_day(1), _day(2)]
        if worker.exitcode == 0:
            break
        steps += _STRIDE
    assert steps > 20
