"""The file of the ledger: it shows every change, survives a kill and a full disk, and keeps two processes apart."""

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from smartstart import storage
from smartstart.disclosure.ledger import Head, Ledger, file
from smartstart.vocabulary.errors import StorageError, TrustError, UsageError
from tests.support.killed_ledger import FORK, day, forgotten, killed_at_random, write
from tests.support.ledgers import KEY, add, release


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "grootboek.jsonl")


@pytest.fixture
def three(book: Ledger) -> Ledger:
    for name in ("een", "twee", "drie"):
        add(book, name)
    return book


def _head_of(book: Ledger) -> Path:
    return book.path.with_name(book.path.name + ".head")


def test_an_empty_ledger_is_whole(book: Ledger) -> None:
    assert book.entries() == ()
    assert book.memory().head == Head()


def test_lines_are_kept_in_order(three: Ledger) -> None:
    assert [e.release.study for e in three.entries()] == ["een", "twee", "drie"]
    assert three.memory().head.number == 3


def test_the_same_release_again_adds_no_line(three: Ledger) -> None:
    before = three.path.read_bytes()
    assert add(three, "twee").number == 2
    assert three.path.read_bytes() == before


def test_a_begin_that_was_stopped_half_way_can_be_done_again(book: Ledger) -> None:
    Ledger.create(book.path)
    book.path.unlink()
    Ledger.create(book.path)
    with pytest.raises(UsageError, match="al een grootboek"):
        Ledger.create(book.path)


def test_a_lost_file_does_not_pass_for_a_new_ledger(three: Ledger) -> None:
    three.path.unlink()
    with pytest.raises(UsageError, match="al een grootboek"):
        Ledger.create(three.path)
    with pytest.raises(TrustError, match="geen"):
        Ledger.existing(three.path)


def test_every_changed_byte_is_noticed(three: Ledger) -> None:
    content = three.path.read_bytes()
    for place in range(0, len(content), 11):
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
    _head_of(forged).write_bytes(_head_of(three).read_bytes())
    for name in ("vals", "valser"):
        add(forged, name)
    three.path.write_bytes(forged.path.read_bytes())
    with pytest.raises(TrustError, match="niet door Smart Start"):
        three.entries()


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"number":"x"}', b'{"number":9,"sha256":"00"}', b'{"number":1,"sha256":"00"}']
)
def test_a_damaged_head_is_noticed(three: Ledger, content: bytes) -> None:
    _head_of(three).write_bytes(content)
    with pytest.raises(TrustError):
        three.entries()


def test_a_missing_head_is_noticed(three: Ledger) -> None:
    _head_of(three).unlink()
    with pytest.raises(TrustError, match="ontbreekt") as problem:
        three.entries()
    assert problem.value.where == _head_of(three).name


def test_half_a_line_is_cut_off_and_nothing_else(three: Ledger) -> None:
    whole = three.path.read_bytes()
    three.path.write_bytes(whole + b'{"number":4,"prev')
    assert len(three.entries()) == 3
    add(three, "vier")
    assert three.path.read_bytes().startswith(whole)
    assert [e.number for e in three.entries()] == [1, 2, 3, 4]


def test_a_stop_between_line_and_head_is_healed_twice_in_a_row(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    for study in ("een", "twee", "drie"):
        with monkeypatch.context() as stopped:
            stopped.setattr(file, "write_bytes", _stop_unless_behind(book))
            with pytest.raises(KeyboardInterrupt):
                add(book, study)
        assert book.entries()[-1].release.study == study
    assert add(book, "vier").number == 4
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

    monkeypatch.setattr(file.os, "write", full)
    with pytest.raises(StorageError):
        three.append(release("vier"), judged_at=head, key=KEY)
    monkeypatch.undo()
    assert three.path.read_bytes() == before
    assert add(three, "vier").number == 4


def test_a_release_judged_before_another_was_written_is_refused(book: Ledger) -> None:
    early = book.memory().head
    add(book, "een")
    with pytest.raises(TrustError, match="Tijdens het beoordelen"):
        book.append(release("twee"), judged_at=early, key=KEY)
    assert len(book.entries()) == 1


def _writer(path: Path, name: str, times: int) -> None:
    book = Ledger(path)
    done = 0
    while done < times:
        try:
            add(book, f"{name}-{done}")
        except TrustError as problem:  # the other one was first: judge again
            if "Tijdens" not in problem.what:
                raise
            continue
        done += 1


def test_two_processes_at_once_keep_the_chain(book: Ledger) -> None:
    workers = [FORK.Process(target=_writer, args=(book.path, name, 25)) for name in ("een", "twee")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [w.exitcode for w in workers] == [0, 0]
    studies = [e.release.study for e in book.entries()]
    for name in ("een", "twee"):
        assert [s for s in studies if s.startswith(name)] == [f"{name}-{i}" for i in range(25)]


def test_a_kill_at_random_moments_forgets_nothing() -> None:
    """In full, and at a twentieth: benchmarks/parts/killed_ledger.py."""
    found = killed_at_random(6, seed=1)
    assert (found["forgotten"], found["lines_lost"]) == (0, 0)
    assert found["lines"] >= 6


_STRIDE = int(os.environ.get("SMARTSTART_PROOF_STRIDE", "4"))  # 1 stops before every single step
_CALLS = ("fsync", "write", "ftruncate", "replace", "rename", "unlink", "rmdir", "mkdir", "chmod")


def _die_at(call: int, out: Path) -> None:
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
    write(out, out / "grootboek.jsonl", 2)


def test_a_kill_before_every_step_on_disk_forgets_nothing(tmp_path: Path) -> None:
    """Old state or new one, and the same order again ends in the same bytes, with one line for each release."""
    whole = tmp_path / "heel"
    first, second = (write(whole, whole / "boek", number).archive.read_bytes() for number in (1, 2))
    steps = 0
    while True:
        out = tmp_path / f"stap-{steps}"
        book = out / "grootboek.jsonl"
        write(out, book, 1)
        worker = FORK.Process(target=_die_at, args=(steps, out))
        worker.start()
        worker.join(30)
        assert (out / "release.zip").read_bytes() in (first, second)
        assert forgotten(out, book) == 0
        assert write(out, book, 2).archive.read_bytes() == second
        assert [e.release.day for e in Ledger(book).entries()] == [day(1), day(2)]
        if worker.exitcode == 0:
            break
        steps += _STRIDE
    assert steps > 20
