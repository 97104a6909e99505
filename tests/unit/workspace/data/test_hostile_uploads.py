"""Hostile uploads at the door: refused with a page, nothing raised, nothing written, little memory."""

import tracemalloc

import pytest

from smartstart.workspace.data.rules.refusals import TITLES, Ground, Refusal
from tests.support.doors import as_figures, as_release, files_touched, let_in
from tests.support.hostile import MAKERS, MAY_BE_THE_SAME, hostile_uploads
from tests.support.hostile_material import material

TIMES = 10
MOST_MEMORY = 80_000_000  # the files of a release together may take 48 MiB, and are held once more while they are read


@pytest.fixture(scope="module")
def good() -> str:
    found = let_in(material().archive, "vrijgave.zip")
    assert found
    return found


def test_every_kind_of_hostile_upload_is_refused(good: str) -> None:
    let_in(material().archive, "vrijgave.zip")  # what is imported at first use may write its cache
    for upload in hostile_uploads(TIMES * len(MAKERS), seed=1):
        with files_touched() as touched:
            found = let_in(upload.content, upload.name)
        assert found in ("", good if upload.kind in MAY_BE_THE_SAME else ""), upload.kind
        assert touched == [], upload.kind


def test_a_refusal_is_a_page_in_plain_words() -> None:
    for upload in hostile_uploads(len(MAKERS), seed=2):
        for outcome in (as_release(upload.content, upload.name), as_figures(upload.content)):
            if isinstance(outcome, Refusal):
                texts = (outcome.what, outcome.where, outcome.expected, outcome.mend)
                assert outcome.title == TITLES[outcome.ground]
                assert outcome.what, upload.kind
                assert outcome.mend, upload.kind
                assert sum(map(len, texts)) < 1_200, upload.kind
                assert all(text.isprintable() for text in texts), upload.kind
                "".join(texts).encode("utf-8")  # half a character would break the page


def test_the_grounds_tell_kinds_apart() -> None:
    expected = {
        "no signature": {Ground.UNSIGNED},
        "signed by a stranger": {Ground.UNTRUSTED_KEY},
        "altered member": {Ground.ALTERED},
        "hashed again": {Ground.ALTERED},
        "draft": {Ground.DRAFT},
        "on trial": {Ground.TRIAL},
        "other version": {Ground.UNKNOWN_VERSION, Ground.MALFORMED},
        "loaded map": {Ground.PERSONS},
        "cut off": {Ground.DAMAGED},
        "extra file": {Ground.NOT_A_RELEASE},
    }
    for upload in hostile_uploads(3 * len(MAKERS), seed=3):
        if upload.kind in expected:
            outcome = as_release(upload.content, upload.name)
            assert isinstance(outcome, Refusal)
            assert outcome.ground in expected[upload.kind], upload.kind


def test_memory_stays_small() -> None:
    uploads = list(hostile_uploads(len(MAKERS), seed=4))
    tracemalloc.start()
    try:
        for upload in uploads:
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            let_in(upload.content, upload.name)
            assert tracemalloc.get_traced_memory()[1] - before < MOST_MEMORY, upload.kind
    finally:
        tracemalloc.stop()


def test_a_file_that_was_written_would_be_noticed(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("elders")
    with files_touched() as touched:
        (folder / "x").write_text("x")
        (folder / "x").unlink()
    assert len(touched) == 2
