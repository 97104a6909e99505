"""A person decides on a release: lets it through, or holds it back.

Letting through signs the release again with the stamp 'volledig', by the key of who looked; what its maker signed goes
along in it (`release.reviews`). The ledger of the room gets a line first, so that no decision is forgotten. Every
decision is also written beside the release, with its reason, signed. That file stays in the room: a reason may speak of
what was withheld.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from smartstart import storage
from smartstart.disclosure.ledger import Apart, Ledger, Reviewed
from smartstart.disclosure.ledger.deciding import decided, line_of, require_seen
from smartstart.release import keys as signing
from smartstart.release.archive import read_files
from smartstart.release.canonical import member_json, strict_json
from smartstart.release.contents import Closed, Line, Name, Review, Stamp
from smartstart.release.keys import PrivateKey, PublicKey
from smartstart.release.members import REPORT, SIGNATURE, Render, data_members, report_bytes
from smartstart.release.reader import Release, check_files
from smartstart.release.seal import ReleasePaths, sealed, write_release
from smartstart.vocabulary.errors import TrustError, UsageError

_LONGEST_REASON, _LONGEST_NAME = 600, 120
_LIMIT = 64 * 1024


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


class Outcome(StrEnum):
    """What was decided."""

    APPROVED = "approved"
    REFUSED = "refused"


class Decision(Closed):
    """One decision as it stands beside the release; the signature covers all that goes before it."""

    format: Literal["smartstart-review/1"] = "smartstart-review/1"
    study: Name
    release: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]  # sha256 of the manifest that was judged
    outcome: Outcome
    name: Annotated[Line, Field(min_length=1)]
    reason: Annotated[Line, Field(min_length=1)]
    day: dt.date
    key: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    signature: Annotated[str, Field(pattern=r"^([0-9a-f]{128})?$")] = ""

    def signed_part(self) -> bytes:
        """Return the bytes that the signature covers."""
        return member_json(self.model_dump(mode="json", exclude={"signature"}))


def decision_path(release: Path) -> Path:
    """Return where the decision on a release stands: beside it, whether that is a folder or an archive."""
    return release.with_name(f"{release.name.removesuffix('.zip')}.review.json")


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
    """
    name, reason = _words(name, reason)
    files = read_files(path)
    judged = _to_judge(path, check_files(files, trusted))
    signature = files[SIGNATURE].decode("ascii").strip()
    review = Review(name=name, day=day, manifest=judged.manifest, signature=signature)
    contents = replace(judged.contents, stamp=Stamp.FULL, review=review)
    members = data_members(contents)
    members[REPORT] = report_bytes(contents, render)
    made = sealed(judged.manifest.model_copy(update={"stamp": Stamp.FULL, "software": software}), members, key)
    check_files(made, [key.public_key(), *trusted])
    decision = _decision(judged, Outcome.APPROVED, name, reason, day, key)
    _remember(judged, decision, register)
    written = write_release(made, out)
    _write(path, decision)
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
    name, reason = _words(name, reason)
    judged = _to_judge(path, check_files(read_files(path), trusted))
    decision = _decision(judged, Outcome.REFUSED, name, reason, day, key)
    _remember(judged, decision, register)
    return _write(path, decision)


def read_decision(path: Path, keys: Sequence[PublicKey]) -> Decision:
    """Return a decision that one of these keys signed.

    Raises:
        TrustError: there is none, it is damaged, it was changed, or nobody we trust signed it.
    """
    try:
        with path.open("rb") as file:
            decision = Decision.model_validate(strict_json(file.read(_LIMIT)))
    except (OSError, ValidationError, ValueError) as problem:
        raise TrustError("Hier staat geen (heel) besluit over een vrijgave.", where=path.name) from problem
    signer = next((key for key in keys if signing.fingerprint(key) == decision.key), None)
    if signer is None or not decision.signature:
        raise TrustError("Dit besluit is niet ondertekend met een sleutel die we vertrouwen.", where=path.name)
    if not signing.is_signed_by(decision.signed_part(), bytes.fromhex(decision.signature), signer):
        raise TrustError("De handtekening onder dit besluit klopt niet.", where=path.name)
    return decision


def _words(name: str, reason: str) -> tuple[str, str]:
    name, reason = " ".join(name.split()), " ".join(reason.split())
    if not 1 <= len(name) <= _LONGEST_NAME:
        raise UsageError("Wie besluit er?", expected='naam en rol, bijvoorbeeld "J. de Vries, outputcontroleur"')
    if not 1 <= len(reason) <= _LONGEST_REASON:
        raise UsageError("Een besluit vraagt een reden.", where="--reason", expected="1 tot 600 tekens")
    return name, reason


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
            mend="draai de studie opnieuw in een andere map; is de vrijgave al naar buiten, trek haar dan in",
        )
    return release


def _decision(judged: Release, outcome: Outcome, name: str, reason: str, day: dt.date, key: PrivateKey) -> Decision:
    unsigned = Decision(
        study=judged.manifest.study,
        release=judged.digest,
        outcome=outcome,
        name=name,
        reason=reason,
        day=day,
        key=signing.fingerprint(key.public_key()),
    )
    return unsigned.model_copy(update={"signature": key.sign(unsigned.signed_part()).hex()})


def _remember(judged: Release, decision: Decision, register: Register | None) -> None:
    """Write the decision in the ledger of the room; the reason stays out of it."""
    if register is None:
        return
    entry = line_of(register.ledger.entries(), judged)
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


def _write(path: Path, decision: Decision) -> Path:
    target = decision_path(path)
    storage.write_bytes(target, member_json(decision.model_dump(mode="json")))
    return target
