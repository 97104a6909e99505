"""A person decides: what they let through verifies with both keys, and nothing else can call itself 'volledig'."""

import datetime as dt
import json
from pathlib import Path

import pytest

from smartstart.disclosure import review
from smartstart.disclosure.decisions import Outcome, decision_path, read_decision
from smartstart.disclosure.subset import subset
from smartstart.release.contents import Origin, Stamp
from smartstart.release.keys import PrivateKey, fingerprint
from smartstart.release.members import MANIFEST, REVIEW, SIGNATURE
from smartstart.release.reader import Release, check_files, check_report, read_release
from smartstart.release.refusals import Reason, ReleaseError
from smartstart.release.seal import ReleasePaths, sealed
from smartstart.vocabulary.errors import TrustError, UsageError
from tests.support.gate_world import render, write_small_release

MAKER = PrivateKey.from_private_bytes(bytes(range(32)))
CHECKER = PrivateKey.from_private_bytes(bytes(range(1, 33)))
BOTH = [MAKER.public_key(), CHECKER.public_key()]
REASON = "de kleinste groep is die van wijk c"
DAY = dt.date(2026, 1, 5)


@pytest.fixture
def trial(tmp_path: Path) -> Path:
    return write_small_release(tmp_path, MAKER, origin=Origin.REAL).archive


def _approve(path: Path, **more: object) -> ReleasePaths:
    settings: dict[str, object] = {
        "trusted": BOTH,
        "name": "J. de Vries, outputcontroleur",
        "reason": REASON,
        "key": CHECKER,
        "day": DAY,
        "software": "smartstart 9",
        "render": render,
        "out": path.parent / "goedgekeurd",
        **more,
    }
    return review.approve(path, **settings)


def _files(paths: ReleasePaths) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in paths.folder.iterdir()}


def _members(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name not in (MANIFEST, SIGNATURE)}


def test_what_a_person_let_through_is_whole_and_verifies_with_both_keys(trial: Path) -> None:
    before = read_release(trial, BOTH)
    after = read_release(_approve(trial).archive, BOTH)
    assert (before.manifest.stamp, after.manifest.stamp) == (Stamp.TRIAL, Stamp.FULL)
    assert after.contents.statements == before.contents.statements
    assert after.manifest.key == fingerprint(CHECKER.public_key())
    assert after.maker == before.maker == fingerprint(MAKER.public_key())
    assert after.contents.review is not None
    assert (after.contents.review.name, after.contents.review.day) == ("J. de Vries, outputcontroleur", DAY)
    check_report(after, render)


@pytest.mark.parametrize("known", [[MAKER], [CHECKER]])
def test_one_of_the_two_keys_is_not_enough(trial: Path, known: list[PrivateKey]) -> None:
    archive = _approve(trial).archive
    with pytest.raises(ReleaseError) as problem:
        read_release(archive, [key.public_key() for key in known])
    assert problem.value.reason is Reason.UNTRUSTED_KEY


def test_the_maker_may_be_the_reviewer(trial: Path) -> None:
    found = read_release(_approve(trial, key=MAKER, trusted=BOTH[:1]).archive, BOTH[:1])
    assert found.maker == found.manifest.key


def _forged(trial: Path, **changes: object) -> dict[str, bytes]:
    """Return a reviewed release whose review was changed, sealed again by the reviewer."""
    files = _files(_approve(trial))
    after = check_files(files, BOTH)
    content = json.loads(files[REVIEW])
    content["manifest"] |= {name: value for name, value in changes.items() if name != "signature"}
    content |= {name: value for name, value in changes.items() if name == "signature"}
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
    return sealed(after.manifest, {**_members(files), REVIEW: written}, CHECKER)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"signature": "0" * 128}, Reason.ALTERED),
        ({"policy": "eigen 1"}, Reason.CONTRADICTORY),
        ({"stamp": "volledig"}, Reason.CONTRADICTORY),
        ({"origin": "verzonnen gegevens"}, Reason.CONTRADICTORY),
        ({"software": "smartstart 1"}, Reason.ALTERED),
    ],
)
def test_a_reviewer_cannot_change_what_the_maker_signed(
    trial: Path, changes: dict[str, object], reason: Reason
) -> None:
    with pytest.raises(ReleaseError) as problem:
        check_files(_forged(trial, **changes), BOTH)
    assert problem.value.reason is reason


def test_a_reviewer_cannot_bring_in_another_number(trial: Path) -> None:
    files = _files(_approve(trial))
    after = check_files(files, BOTH)
    members = {**_members(files), "outline.json": files["outline.json"].replace(b"17", b"18")}
    assert members["outline.json"] != files["outline.json"]
    with pytest.raises(ReleaseError, match="nagekeken"):
        check_files(sealed(after.manifest, members, CHECKER), BOTH)


def test_real_data_without_a_review_are_not_full(trial: Path) -> None:
    before = read_release(trial, BOTH)
    files = _files(ReleasePaths(trial.parent / "release", trial))
    wrong = before.manifest.model_copy(update={"stamp": Stamp.FULL})
    for keys in (BOTH, None):
        with pytest.raises(ReleaseError, match="mens"):
            check_files(sealed(wrong, _members(files), MAKER), keys)


def test_the_decision_stands_beside_it_and_its_reason_does_not_leave(trial: Path) -> None:
    paths = _approve(trial)
    decision = read_decision(decision_path(trial), BOTH)
    assert (decision.outcome, decision.reason, decision.day) == (Outcome.APPROVED, REASON, DAY)
    assert decision.release == read_release(trial, BOTH).digest
    assert all(REASON.encode() not in content for content in _files(paths).values())
    assert REASON.encode() not in paths.archive.read_bytes()


def test_a_refusal_leaves_the_release_on_trial(trial: Path) -> None:
    before = trial.read_bytes()
    path = review.refuse(trial, trusted=BOTH, name="J. de Vries", reason=REASON, key=CHECKER, day=DAY)
    assert read_decision(path, BOTH).outcome is Outcome.REFUSED
    assert trial.read_bytes() == before
    assert not (trial.parent / "goedgekeurd").exists()


def test_who_decided_once_does_not_decide_again(trial: Path) -> None:
    review.refuse(trial, trusted=BOTH, name="J. de Vries", reason=REASON, key=CHECKER, day=DAY)
    with pytest.raises(UsageError, match="al besloten"):
        _approve(trial)
    with pytest.raises(UsageError, match="al besloten"):
        _approve(trial.parent / "release")  # the folder is the same release as the archive
    assert not (trial.parent / "goedgekeurd").exists()


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"name": " "}, "Wie"),
        ({"name": "x" * 121}, "Wie"),
        ({"name": "J.\x1b[2J"}, "Wie"),
        ({"reason": "\n"}, "reden"),
        ({"reason": "x" * 601}, "reden"),
        ({"reason": "te\x01klein"}, "reden"),
    ],
)
def test_a_decision_has_a_name_and_a_reason(trial: Path, more: dict[str, object], word: str) -> None:
    with pytest.raises(UsageError, match=word):
        _approve(trial, **more)
    assert not decision_path(trial).exists()


def test_what_does_not_verify_is_not_judged(trial: Path) -> None:
    with pytest.raises(TrustError):
        _approve(trial, trusted=[CHECKER.public_key()])
    assert not decision_path(trial).exists()


def test_only_what_is_on_trial_waits_for_a_person(tmp_path: Path, trial: Path) -> None:
    invented = write_small_release(tmp_path / "verzonnen", MAKER).archive
    approved = _approve(trial).archive
    for path in (invented, approved):
        with pytest.raises(UsageError, match="volledig"):
            _approve(path)


def test_a_part_is_taken_before_the_review_not_after(tmp_path: Path, trial: Path) -> None:
    settings = {"trusted": BOTH, "keep": ["test/alle/*"], "reason": "r", "key": MAKER, "render": render}
    with pytest.raises(UsageError, match="als geheel"):
        subset(_approve(trial).archive, out=tmp_path / "deel", **settings)
    part = subset(trial, out=tmp_path / "deel", **settings)
    found: Release = read_release(_approve(part.archive).archive, BOTH)
    assert found.manifest.stamp is Stamp.FULL
    assert found.manifest.subset_of


@pytest.mark.parametrize(
    "change", [("refused", "approved"), ("wijk c", "wijk d"), ('"signature": "', '"signature": "0')]
)
def test_a_changed_decision_is_refused(trial: Path, change: tuple[str, str]) -> None:
    path = review.refuse(trial, trusted=BOTH, name="J. de Vries", reason=REASON, key=CHECKER, day=DAY)
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(TrustError):
        read_decision(path, BOTH)


def test_a_decision_of_a_stranger_or_of_nobody_is_refused(trial: Path) -> None:
    with pytest.raises(TrustError):
        read_decision(decision_path(trial), BOTH)
    path = review.refuse(trial, trusted=BOTH, name="J. de Vries", reason=REASON, key=CHECKER, day=DAY)
    with pytest.raises(TrustError):
        read_decision(path, BOTH[:1])
