"""Same bytes whatever the threads; interrupted and resumed; refused where it may not write."""

import hashlib
import shutil
from collections import namedtuple
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pytest

from smartstart.vault.twin import space, working, write_twin
from smartstart.vault.twin.areas import blocks, municipalities
from smartstart.vault.twin.layout import columns, outputs
from smartstart.vault.twin.plan import TwinPlan, plan_blocks, plan_twin
from smartstart.vault.twin.writers import ROW_GROUP, Regrouper
from smartstart.vocabulary.errors import DataError, StorageError, UsageError

Usage = namedtuple("Usage", "total used free")


def fingerprints(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Interrupted(BaseException):
    """Stands for Ctrl-C."""


def stop_at(label: str):
    def progress(text: str, _share: float) -> None:
        if text.startswith(label):
            raise Interrupted

    return progress


def test_one_thread_writes_the_same_bytes_as_two(small_twin: Path, tmp_path: Path):
    write_twin(tmp_path / "one", size="small", seed=1, threads=1)
    assert fingerprints(tmp_path / "one") == fingerprints(small_twin)


def test_interrupted_and_resumed_gives_the_same_bytes(small_twin: Path, tmp_path: Path):
    out = tmp_path / "resumed"
    with pytest.raises(Interrupted):
        write_twin(out, size="small", seed=1, threads=2, progress=stop_at("SECMBUS"))
    assert not (out / "twin.json").exists()
    begun = {name for name in fingerprints(out) if not name.startswith(".twin")}
    assert 0 < len(begun) < 20
    kept = next(out.rglob("GBAPERSOON*.parquet"))
    before = kept.stat().st_mtime_ns
    write_twin(out, size="small", seed=1, threads=2)
    assert kept.stat().st_mtime_ns == before
    assert fingerprints(out) == fingerprints(small_twin)


def test_half_a_file_is_never_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Killed in the middle of writing a file: what stands there is whole, the rest is not there."""
    real = Regrouper.add

    def break_off(self: Regrouper, batches) -> None:
        real(self, batches)
        raise Interrupted

    out = tmp_path / "broken"
    monkeypatch.setattr(Regrouper, "add", break_off)
    with pytest.raises(Interrupted):
        write_twin(out, size="small", seed=1, threads=2)
    assert list(out.rglob("*.parquet")) == []
    assert not list(out.rglob("*.part"))


def test_a_finished_twin_is_left_alone(small_twin: Path):
    before = fingerprints(small_twin)
    report = write_twin(small_twin, size="small", seed=1)
    assert not report.fresh
    assert report.bytes == sum((small_twin / name).stat().st_size for name in report.files)
    assert fingerprints(small_twin) == before


@pytest.mark.parametrize("other", [{"seed": 2}, {"size": "region"}, {"null": True}, {"fmt": "csv"}])
def test_another_twin_in_the_same_folder_is_refused(small_twin: Path, other: dict):
    with pytest.raises(DataError, match="andere verzonnen bevolking") as refused:
        write_twin(small_twin, **({"size": "small", "seed": 1} | other))
    assert "startgetal" in refused.value.expected


def test_another_twin_is_refused_in_a_begun_folder_too(tmp_path: Path):
    with pytest.raises(Interrupted):
        write_twin(tmp_path / "t", size="small", seed=1, progress=stop_at("bevolking"))
    with pytest.raises(DataError, match="andere verzonnen bevolking"):
        write_twin(tmp_path / "t", size="small", seed=2)


def test_a_folder_with_something_else_is_refused(tmp_path: Path):
    (tmp_path / "brief.txt").write_text("van iemand anders")
    with pytest.raises(DataError, match="niet leeg"):
        write_twin(tmp_path, size="small", seed=1)
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]


@pytest.mark.parametrize(
    "wrong", [{"size": "groot"}, {"fmt": "xlsx"}, {"seed": -1}, {"size": "national", "fmt": "sav"}]
)
def test_what_is_not_possible_is_said(tmp_path: Path, wrong: dict):
    with pytest.raises(UsageError):
        write_twin(tmp_path / "t", **({"size": "small", "seed": 1} | wrong))
    assert not (tmp_path / "t").exists()


def test_refused_before_the_start_when_the_disk_would_get_too_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: Usage(10**12, 0, 14 * 10**9))
    with pytest.raises(StorageError, match="te weinig ruimte") as refused:
        write_twin(tmp_path / "t", size="national", seed=1)
    assert "5 GB vrij" in refused.value.expected
    assert not (tmp_path / "t").exists()
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: Usage(10**12, 0, 40 * 10**9))
    space.check_room(tmp_path / "t", space.expected_bytes(plan_twin("national", 1)))


def test_refused_on_the_way_when_somebody_else_fills_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    free = iter([40 * 10**9] * 3 + [4 * 10**9] * 100)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: Usage(10**12, 0, next(free)))
    with pytest.raises(StorageError, match="te weinig ruimte"):
        write_twin(tmp_path / "t", size="small", seed=1)
    assert len(list((tmp_path / "t").rglob("*.parquet"))) == 2
    monkeypatch.undo()
    assert write_twin(tmp_path / "t", size="small", seed=1).fresh


def test_several_blocks_share_one_file_and_resume(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The way of the national twin, tried on small: a block per municipality, kept on disk, read back per file."""
    split = _split_blocks(plan_twin("small", 5))
    assert len(split) == 2
    monkeypatch.setattr(working, "plan_blocks", lambda _plan: split)
    whole, resumed = tmp_path / "whole", tmp_path / "resumed"
    write_twin(whole, size="small", seed=5, threads=2)
    assert not (whole / ".twin").exists()
    with pytest.raises(Interrupted):
        write_twin(resumed, size="small", seed=5, threads=1, progress=stop_at("bevolking, deel 2"))
    assert len(list((resumed / ".twin").glob("block-*"))) == 1
    with pytest.raises(Interrupted):
        write_twin(resumed, size="small", seed=5, threads=1, progress=stop_at("INHATAB 2020"))
    with pytest.raises(Interrupted):
        write_twin(resumed, size="small", seed=5, threads=2, progress=stop_at("JGDHULPBUS 2022"))
    assert not list(resumed.rglob("*.part"))
    write_twin(resumed, size="small", seed=5, threads=2)
    assert fingerprints(resumed) == fingerprints(whole)


def test_national_blocks_hold_everybody_and_stay_small():
    places = municipalities("national", 1)
    assert len(places) == 340
    assert 17_900_000 < sum(place.people for place in places) < 18_100_000
    grouped = blocks(places)
    assert [place for group in grouped for place in group] == list(places)
    assert max(sum(place.people for place in group) for group in grouped) < 800_000
    planned = plan_blocks(plan_twin("national", 1))
    assert all(a.base + a.slots == b.base for a, b in pairwise(planned))


def test_batches_of_any_size_give_the_same_row_groups():
    plan = plan_twin("small", 1)
    output = next(o for group in outputs(plan) for o in group if o.table.name == "KOPPELPERSOONHUISHOUDEN")
    form = pa.schema([pa.field(item.name, item.type) for item in columns(output, plan)])
    rows = ROW_GROUP * 2 + 7
    table = pa.table([pa.array([str(i) for i in range(rows)])] * len(form), schema=form)
    seen = []
    for size in (1_000, 2_048, ROW_GROUP, rows):
        written: list[pa.Table] = []
        regrouper = Regrouper(form, written.append)
        regrouper.add(table.to_batches(max_chunksize=size))
        regrouper.finish()
        seen.append([t.num_rows for t in written])
        assert pa.concat_tables(written).equals(table)
    assert seen == [[ROW_GROUP, ROW_GROUP, 7]] * 4


def _split_blocks(plan: TwinPlan):
    whole = plan_blocks(plan)[0]
    parts, base = [], 1
    for number, place in enumerate(whole.places):
        part = replace(
            whole,
            number=number,
            places=(place,),
            base=base,
            families=place.people * 164 // 1000,
            couples=place.people * 124 // 1000,
            singles=place.people * 222 // 1000,
        )
        parts.append(part)
        base += part.slots
    return tuple(parts)
