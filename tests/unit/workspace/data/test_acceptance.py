"""Whether a release belongs here: each fact that decides, and the words for it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from smartstart.disclosure.review import approve
from smartstart.presentation.report import render_report
from smartstart.release.contents import Origin, ReleaseContents, Stamp
from smartstart.release.keys import fingerprint
from smartstart.release.reader import Release, check_files, read_packed
from smartstart.release.refusals import Reason, ReleaseError, refused
from smartstart.workspace.data.rules.acceptance import (
    Accepted,
    Facts,
    Standing,
    decide,
    municipalities_of,
    same_study,
)
from smartstart.workspace.data.rules.door import open_release
from smartstart.workspace.data.rules.limits import MEBIBYTE, UPLOAD_LIMIT
from smartstart.workspace.data.rules.reader_refusals import refusal_of
from smartstart.workspace.data.rules.refusals import TITLES, Ground, Refusal
from tests.support.doors import FACTS, MUNICIPALITIES, TODAY, TRUSTED
from tests.support.hostile_material import KEY, STRANGER, material, signed_release
from tests.support.release_example import GEMEENTE, example_release


@pytest.fixture(scope="module")
def release() -> Release:
    return read_packed(material().archive, TRUSTED)


def _made(**changes: Any) -> Release:
    """Return a release with another manifest, as the reader would give it; some the reader itself refuses."""
    made = read_packed(material().archive, TRUSTED)
    return replace(made, manifest=made.manifest.model_copy(update=changes))


def _ground(release: Release, facts: Facts = FACTS) -> Ground | None:
    outcome = decide(release, facts)
    return outcome.ground if isinstance(outcome, Refusal) else None


def test_a_new_release_comes_in_and_becomes_the_current_one(release: Release) -> None:
    outcome = decide(release, FACTS)
    assert isinstance(outcome, Accepted)
    assert outcome.standing is Standing.NEW


def test_the_same_twice_changes_nothing(release: Release) -> None:
    outcome = decide(release, replace(FACTS, here=frozenset({release.digest}), newest_day=release.manifest.day))
    assert isinstance(outcome, Accepted)
    assert outcome.standing is Standing.SAME
    assert "is er al" in outcome.note


def test_the_same_as_an_old_one_is_the_same_and_not_older(release: Release) -> None:
    facts = replace(FACTS, here=frozenset({release.digest}), newest_day=release.manifest.day + timedelta(days=9))
    outcome = decide(release, facts)
    assert isinstance(outcome, Accepted)
    assert outcome.standing is Standing.SAME


@pytest.mark.parametrize(("days", "standing"), [(1, Standing.OLDER), (0, Standing.NEW), (-1, Standing.NEW)])
def test_an_older_one_is_kept_and_never_the_current_one(release: Release, days: int, standing: Standing) -> None:
    outcome = decide(release, replace(FACTS, newest_day=release.manifest.day + timedelta(days=days)))
    assert isinstance(outcome, Accepted)
    assert outcome.standing is standing


def test_a_draft_stays_out_even_when_it_was_read_without_keys() -> None:
    draft = signed_release(example_release(), None, stamp=Stamp.DRAFT)
    assert _ground(check_files(draft.files, None)) is Ground.DRAFT


def test_what_was_read_without_keys_stays_out() -> None:
    assert _ground(check_files(material().files, None)) is Ground.UNSIGNED


def test_a_key_that_is_no_longer_trusted_stays_out(release: Release) -> None:
    facts = replace(FACTS, trusted=frozenset({fingerprint(STRANGER.public_key())}))
    assert _ground(release, facts) is Ground.UNTRUSTED_KEY
    assert _ground(release, replace(FACTS, trusted=frozenset())) is Ground.UNTRUSTED_KEY


@pytest.mark.parametrize("origin", [Origin.REAL, Origin.PUBLIC])
def test_trial_stays_out_unless_it_is_invented(origin: Origin) -> None:
    assert _ground(_made(stamp=Stamp.TRIAL, origin=origin)) is Ground.TRIAL
    assert _ground(_made(stamp=Stamp.TRIAL, origin=Origin.INVENTED)) is None


def test_invented_data_come_in_only_where_one_tries_out(release: Release) -> None:
    assert _ground(release, replace(FACTS, accepts_invented=False)) is Ground.INVENTED


def _contents_about(*codes: str, origin: Origin = Origin.INVENTED) -> ReleaseContents:
    """Return the example about other municipalities, everywhere where it names one."""
    example = example_release()
    sheet = example.sheet.model_copy(
        update={"areas": codes, "dimensions": tuple(d for d in example.sheet.dimensions if d != GEMEENTE)}
    )
    kept = tuple(s for s in example.statements if not s.id.startswith("places/"))
    shown = sum(s.value is not None for s in kept)
    outline = example.outline.model_copy(update={"asked": len(kept), "released": shown, "withheld": len(kept) - shown})
    return replace(example, sheet=sheet, statements=kept, outline=outline, borders=None, origin=origin)


def _about(*codes: str, origin: Origin = Origin.INVENTED) -> Release:
    return read_packed(signed_release(_contents_about(*codes, origin=origin)).archive, TRUSTED)


def test_invented_data_never_stand_beside_a_real_municipality() -> None:
    facts = replace(FACTS, municipalities=frozenset({"GM0855", "GM9901"}))
    assert _ground(_about("GM0855"), facts) is Ground.INVENTED
    assert _ground(_about("GM9901", "GM0855"), facts) is Ground.INVENTED
    assert _ground(_about("GM9901"), facts) is None


def test_an_invented_municipality_has_no_real_data() -> None:
    assert _ground(_about("GM9901", origin=Origin.PUBLIC)) is Ground.INVENTED


@pytest.mark.parametrize("codes", [("GM9901", "GM9950"), ("GM9950",), ("WK995001",), ("BU99500101",), ("NL00",)])
def test_a_release_on_a_municipality_without_a_role_stays_out(codes: tuple[str, ...]) -> None:
    outcome = decide(_about(*codes), FACTS)
    assert isinstance(outcome, Refusal)
    assert outcome.ground is Ground.FOREIGN
    assert "GM99" in outcome.where or "NL00" in outcome.where
    assert "GM9901" not in outcome.where


def test_a_wijk_belongs_to_its_municipality() -> None:
    assert _ground(_about("WK990101", "BU99020301")) is None


def test_a_release_that_names_no_municipality_stays_out() -> None:
    assert _ground(_about()) is Ground.FOREIGN


def test_every_place_that_can_name_an_area_counts(release: Release) -> None:
    assert municipalities_of(release) == MUNICIPALITIES
    contents = release.contents
    assert contents.borders is not None
    feature = {**contents.borders["features"][0], "properties": {"statcode": "GM9977", "statnaam": "Elders"}}
    changed = replace(contents, borders={**contents.borders, "features": [feature]})
    assert "GM9977" in municipalities_of(replace(release, contents=changed))


def test_many_foreign_municipalities_are_counted_not_listed() -> None:
    outcome = decide(_about(*(f"GM99{number}" for number in range(20, 40))), FACTS)
    assert isinstance(outcome, Refusal)
    assert outcome.where.endswith("en nog 15")


@pytest.mark.parametrize(("days", "ground"), [(0, None), (1, None), (2, Ground.FUTURE), (4000, Ground.FUTURE)])
def test_a_day_in_the_future_stays_out(days: int, ground: Ground | None) -> None:
    assert _ground(_made(day=TODAY + timedelta(days=days))) is ground


def test_what_a_checker_held_back_does_not_come_in_by_another_door(release: Release) -> None:
    assert _ground(release, replace(FACTS, wholes_of_parts=frozenset({release.digest}))) is Ground.HELD_BACK
    assert _ground(release, replace(FACTS, wholes_of_parts=frozenset({"f" * 64}))) is None


def test_one_study_is_one_name_in_one_municipality() -> None:
    assert same_study("verzuim", {"GM9901"}, "verzuim", {"GM9901", "GM9902"})
    assert not same_study("verzuim", {"GM9901"}, "verzuim", {"GM9902"})
    assert not same_study("verzuim", {"GM9901"}, "schulden", {"GM9901"})


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_of_the_reader_has_a_page_with_its_words(reason: Reason) -> None:
    error = refused(reason, "Zo zegt de lezer het.", "manifest.json", expected="iets anders", mend="doe dit")
    page = refusal_of(error)
    assert page.title == TITLES[page.ground]
    assert page.what == "Zo zegt de lezer het."
    assert (page.where, page.expected) == ("manifest.json", "iets anders")
    assert page.mend[0].isupper()
    assert page.mend.endswith(".")


def test_a_remedy_is_never_missing() -> None:
    assert refusal_of(ReleaseError("Iets.", reason=Reason.MALFORMED)).mend


def test_too_large_and_empty_are_said_before_anything_is_read() -> None:
    large = open_release(b"PK\x03\x04" + bytes(UPLOAD_LIMIT), "v.zip", TRUSTED)
    assert isinstance(large, Refusal)
    assert large.ground is Ground.TOO_LARGE
    assert str(UPLOAD_LIMIT // MEBIBYTE) in large.expected
    empty = open_release(b"\n", "v.zip", TRUSTED)
    assert isinstance(empty, Refusal)
    assert empty.ground is Ground.EMPTY


def test_the_name_of_an_upload_is_never_a_path(tmp_path: Path) -> None:
    outcome = open_release(b"geen zip", f"../../{tmp_path}/\n\x1b[31m\u202e.zip", TRUSTED)
    assert isinstance(outcome, Refusal)
    assert outcome.where.isprintable()
    assert outcome.where.isascii()
    assert len(outcome.where) <= 80


def test_the_example_day_lies_in_the_past_of_these_tests() -> None:
    assert example_release().day <= date(2026, 11, 21) <= TODAY
    assert fingerprint(KEY.public_key()) in FACTS.trusted


REAL = "GM0855"


def _real(tmp_path: Path, *, reviewed: bool) -> Release:
    """Return a release of real data, on trial or let through by a person with a key of their own."""
    example = _contents_about(REAL, origin=Origin.REAL)
    made = signed_release(replace(example, stamp=Stamp.TRIAL))
    path = tmp_path / "release.zip"
    path.parent.mkdir(parents=True)
    path.write_bytes(made.archive)
    if not reviewed:
        return read_packed(made.archive, TRUSTED)
    both = [*TRUSTED, STRANGER.public_key()]
    paths = approve(
        path,
        trusted=TRUSTED,
        name="J. de Vries, outputcontroleur",
        reason="nagekeken",
        key=STRANGER,
        day=TODAY,
        software="smartstart 0.1.0",
        render=render_report,
        out=tmp_path / "goed",
    )
    return read_packed(paths.archive.read_bytes(), both)


def test_real_data_come_in_once_a_trusted_person_looked(tmp_path: Path) -> None:
    facts = replace(
        FACTS,
        accepts_invented=False,
        municipalities=frozenset({REAL}),
        trusted=frozenset(map(fingerprint, [*TRUSTED, STRANGER.public_key()])),
    )
    assert _ground(_real(tmp_path / "a", reviewed=False), facts) is Ground.TRIAL
    reviewed = _real(tmp_path / "b", reviewed=True)
    assert isinstance(decide(reviewed, facts), Accepted)
    for known in ([KEY.public_key()], [STRANGER.public_key()]):
        trusted = frozenset(map(fingerprint, known))
        assert _ground(reviewed, replace(facts, trusted=trusted)) is Ground.UNTRUSTED_KEY
    alone = replace(reviewed, contents=replace(reviewed.contents, review=None))
    assert _ground(alone, facts) is Ground.TRIAL
