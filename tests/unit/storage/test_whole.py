"""Whatever happens while writing, a reader sees the old state or the new one."""

import errno
import os
from pathlib import Path

import pytest

from smartstart import storage
from smartstart.vocabulary.errors import StorageError


def test_a_file_appears_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "file.txt"
    storage.write_text(target, "één\n")
    assert target.read_bytes() == "één\n".encode()
    assert os.listdir(target.parent) == ["file.txt"]


@pytest.mark.parametrize("problem", [KeyboardInterrupt, RuntimeError, SystemExit])
def test_an_interrupted_file_leaves_the_old_one(tmp_path: Path, problem: type[BaseException]) -> None:
    target = tmp_path / "file.txt"
    target.write_text("old")
    with pytest.raises(problem), storage.writing_file(target) as beside:
        beside.write_text("half")
        raise problem
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["file.txt"]


@pytest.mark.parametrize("problem", [KeyboardInterrupt, RuntimeError])
def test_an_interrupted_folder_leaves_the_old_one(tmp_path: Path, problem: type[BaseException]) -> None:
    target = tmp_path / "folder"
    target.mkdir()
    (target / "a").write_text("old")
    with pytest.raises(problem), storage.writing_folder(target) as beside:
        (beside / "a").write_text("new")
        raise problem
    assert (target / "a").read_text() == "old"
    assert os.listdir(tmp_path) == ["folder"]


def test_a_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    for content in ("old", "new"):
        with storage.writing_folder(target) as beside:
            (beside / content).write_text(content)
    assert os.listdir(target) == ["new"]
    assert os.listdir(tmp_path) == ["folder"]


def test_a_full_disk_is_said_in_plain_words(tmp_path: Path) -> None:
    target = tmp_path / "file.txt"
    target.write_text("old")
    with pytest.raises(StorageError, match="De schijf is vol"), storage.writing_file(target):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["file.txt"]


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        storage.write_text(tmp_path / "file" / "below.txt", "x")
