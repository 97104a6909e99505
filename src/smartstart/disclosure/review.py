"""A person decides on a release: lets it through, or holds it back.

Letting through signs the release again with the stamp 'volledig', by the key of who looked; what its maker signed goes
along in it (`release.reviews`). The ledger of the room gets a line first, so that no decision is forgotten. Every
decision is also written beside the release, with its reason, signed. That file stays in the room: a reason may speak of
what was withheld.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from smartstart.disclosure.decisions import (
    Decision,
    Outcome,
    checked_words,
    decision_path,
    signed_decision,
    write_decision,
)
from smartstart.disclosure.ledger import Apart, Ledger, Reviewed
from smartstart.disclosure.ledger.deciding import decided, line_of, require_known, require_seen
from smartstart.release import keys as signing
from smartstart.release.archive import read_files
from smartstart.release.contents import Review, Stamp
from smartstart.release.keys import PrivateKey, PublicKey
from smartstart.release.members import REPORT, SIGNATURE, Render, data_members, report_bytes
from smartstart.release.reader import Release, check_files
from smartstart.release.seal import ReleasePaths, sealed, write_release
from smartstart.vocabulary.errors import StorageError, UsageError


@dataclass(frozen=True, slots=True)
class Register:
    """Where a decision is remembered.

    Attributes:
        ledger: of the room that made the release; key: the room's, signs the line.
        looked_at: earlier releases that could not be audited together with this one, and that the reviewer looked at.
    """

    ledger: Ledger
    key: PrivateKey
    looked_at: frozenset[Apart] = frozenset()


def approve(
    path: Path,
    *,
    trusted: Sequence[PublicKey],
    name: str,
    reason: str,
    key: PrivateKey,
    day: dt.date,
    software: str,
    render: Render,
    out: Path,
    register: Register | None = None,
) -> ReleasePaths:
    """Write a release that a person let through to `OUT/release/` and `OUT/release.zip`, and the decision.

    Args:
        path: the release on trial; it must be signed by one of `trusted`.
        name: of who looked; stands in the release and its report.
        reason: stays beside the release, inside the room.
        key: of who looked; may be another one than the maker's.
        software: name and version that writes the report again.
        register: the room's ledger gets a line before anything is written.

    Raises:
        TrustError: the release does not verify, or the ledger does not know it.
        UsageError: no name or reason, the release is not on trial, it was decided upon before, or it could not be
            audited together with an earlier release that the reviewer did not look at.
        StorageError: the ledger has the decision, and the files could not be written; the same again writes them.
    """
    name, reason = checked_words(name, reason)
    files = read_files(path)
    judged = _to_judge(path, check_files(files, trusted))
    day = _taken_up(judged, Outcome.APPROVED, name, key, register) or day
    signature = files[SIGNATURE].decode("ascii").strip()
    review = Review(name=name, day=day, manifest=judged.manifest, signature=signature)
    contents = replace(judged.contents, stamp=Stamp.FULL, review=review)
    members = data_members(contents)
    members[REPORT] = report_bytes(contents, render)
    made = sealed(judged.manifest.model_copy(update={"stamp": Stamp.FULL, "software": software}), members, key)
    check_files(made, [key.public_key(), *trusted])
    decision = signed_decision(judged, Outcome.APPROVED, name, reason, day, key)
    _remember(judged, decision, register)
    with _remembered(register):
        written = write_release(made, out)
        write_decision(path, decision)
    return written


def refuse(
    path: Path,
    *,
    trusted: Sequence[PublicKey],
    name: str,
    reason: str,
    key: PrivateKey,
    day: dt.date,
    register: Register | None = None,
) -> Path:
    """Write beside a release on trial that a person holds it back, and return where; the release stays on trial.

    Raises:
        TrustError, UsageError: as for `approve`.
    """
    name, reason = checked_words(name, reason)
    judged = _to_judge(path, check_files(read_files(path), trusted))
    day = _taken_up(judged, Outcome.REFUSED, name, key, register) or day
    decision = signed_decision(judged, Outcome.REFUSED, name, reason, day, key)
    _remember(judged, decision, register)
    with _remembered(register):
        return write_decision(path, decision)


def _to_judge(path: Path, release: Release) -> Release:
    if release.manifest.stamp is not Stamp.TRIAL:
        raise UsageError(
            f"Over deze vrijgave valt niets te besluiten: er staat '{release.manifest.stamp.value}' op.",
            where=path.name,
            expected=f"een vrijgave met het stempel '{Stamp.TRIAL.value}'",
        )
    decided = decision_path(path)
    if decided.exists():
        raise UsageError(
            "Over deze vrijgave is al besloten. Er is niets veranderd.",
            where=decided.name,
            mend="toch anders besluiten? Draai de studie op een andere dag opnieuw; is de vrijgave al naar buiten, "
            "trek haar dan in",
        )
    return release


def _taken_up(
    judged: Release, outcome: Outcome, name: str, key: PrivateKey, register: Register | None
) -> dt.date | None:
    """Return the day of the same decision in the ledger, of which the files may not have been written any more."""
    entries = register.ledger.entries() if register is not None else ()
    made = (entry.review for entry in entries if entry.review is not None and entry.review.manifest == judged.digest)
    asked = (outcome.value, name, signing.fingerprint(key.public_key()))
    return next((one.day for one in made if (one.outcome, one.by, one.key) == asked), None)


@contextmanager
def _remembered(register: Register | None) -> Iterator[None]:
    """Say, where writing fails, that the ledger knows the decision already."""
    try:
        yield
    except StorageError as problem:
        if register is None:
            raise
        raise StorageError(
            "Uw besluit staat in het grootboek, maar wat erbij hoort kon niet worden geschreven.",
            where=problem.where,
            expected="een map waarin geschreven mag worden, op een schijf met genoeg ruimte",
            mend="maak dat in orde en geef dezelfde opdracht nog eens, met dezelfde naam en reden; dat mag ook later",
        ) from problem


def _remember(judged: Release, decision: Decision, register: Register | None) -> None:
    """Write the decision in the ledger of the room; the reason stays out of it."""
    if register is None:
        return
    entry = line_of(register.ledger.entries(), judged)
    require_known(register.ledger, register.looked_at)
    if decision.outcome is Outcome.APPROVED:
        require_seen(entry, register.looked_at)
    line = Reviewed(
        number=entry.number,
        manifest=judged.digest,
        outcome=decision.outcome.value,
        by=decision.name,
        day=decision.day,
        key=decision.key,
        decision=hashlib.sha256(decision.signed_part()).hexdigest(),
        seen=tuple(sorted(register.looked_at, key=lambda one: (one.room, one.number))),
    )
    decided(register.ledger, line, register.key)
