"""Converting a file: whole or not at all, and a full disk or a bug is not called a damaged file."""

import errno
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.sources import formats
from smartstart.vault.sources.formats import columns_of, readable, while_reading
from smartstart.vault.sources.sav import stat_batches, stat_columns
from smartstart.vocabulary.errors import DataError, StorageError
from tests.support.registers import write_register


@pytest.mark.parametrize("fmt", ["csv", "sav"])
def test_full_disk_is_said_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fmt: Any) -> None:
    file = write_register(tmp_path, "SECMBUS", [{}], fmt=fmt)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(formats.pq.ParquetWriter, "write_table", full)
    work = tmp_path / "work"
    work.mkdir()
    with pytest.raises(StorageError, match="De schijf is vol"):
        readable(file, tuple(columns_of(file)), work)
    assert list(work.iterdir()) == []


@pytest.mark.parametrize("fmt", ["csv", "sav"])
def test_only_the_columns_asked_are_converted(tmp_path: Path, fmt: Any) -> None:
    file = write_register(tmp_path, "SECMBUS", [{}, {}], fmt=fmt)
    made = readable(file, ("SECM", "RINPERSOON"), tmp_path)
    assert pq.read_table(made.parquet).column_names == ["SECM", "RINPERSOON"]
    assert made.file == file


def test_parquet_is_read_where_it_is(tmp_path: Path) -> None:
    file = write_register(tmp_path, "SECMBUS", [{}])
    assert readable(file, ("SECM",), tmp_path).parquet == file


def test_sav_is_read_in_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_register(tmp_path, "SECMBUS", [{} for _ in range(10)], fmt="sav")
    monkeypatch.setattr("smartstart.vault.sources.sav._CELLS_PER_CHUNK", 6)
    columns = {"RINPERSOON": stat_columns(file)["RINPERSOON"], "SECM": stat_columns(file)["SECM"]}
    chunks = list(stat_batches(file, columns))
    assert [chunk.num_rows for chunk in chunks] == [3, 3, 3, 1]
    assert [value for chunk in chunks for value in chunk["RINPERSOON"].to_pylist()] == [
        f"{n:09d}" for n in range(1, 11)
    ]


def test_what_is_wrong_elsewhere_is_not_called_damage(tmp_path: Path) -> None:
    with pytest.raises(StorageError), while_reading(tmp_path / "x.parquet"):
        raise StorageError("De schijf is vol.")
    with pytest.raises(DataError, match="geheugen"), while_reading(tmp_path / "x.parquet"):
        raise DataError("De rekenmachine heeft te weinig geheugen.")
    with pytest.raises(ZeroDivisionError), while_reading(tmp_path / "x.parquet"):
        raise ZeroDivisionError


def test_engine_texts_do_not_reach_the_user(tmp_path: Path) -> None:
    file = tmp_path / "x.parquet"
    with DuckEngine(tmp_path) as engine, pytest.raises(DataError) as refused, while_reading(file):
        engine.run("SELECT CAST('987654321x' AS INTEGER)")
    assert "987654321" not in str(refused.value)
    assert str(file) in refused.value.where
