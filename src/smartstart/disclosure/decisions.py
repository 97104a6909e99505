"""What a person decided on a release, as it stands beside it: with the reason, signed. It stays in the room."""

import datetime as dt
import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from smartstart import storage
from smartstart.release import keys as signing
from smartstart.release.canonical import member_json, strict_json
from smartstart.release.contents import Closed, Line, Name
from smartstart.release.contents.closed import READABLE
from smartstart.release.keys import PrivateKey, PublicKey
from smartstart.release.reader import Release
from smartstart.vocabulary.errors import TrustError, UsageError

DECISION = ".review.json"
"""How the name of a decision ends; it stands beside its release."""

_LONGEST_REASON, _LONGEST_NAME = 600, 120
_LIMIT = 64 * 1024


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
    return release.with_name(f"{release.name.removesuffix('.zip')}{DECISION}")


def checked_words(name: str, reason: str) -> tuple[str, str]:
    """Return the name and the reason on one line each.

    Raises:
        UsageError: one of them is empty, too long, or holds what is no text.
    """
    name, reason = " ".join(name.split()), " ".join(reason.split())
    if not 1 <= len(name) <= _LONGEST_NAME or not re.match(READABLE, name):
        raise UsageError(
            "Wie besluit er?",
            where="de naam",
            expected=f'naam en rol in hoogstens {_LONGEST_NAME} gewone tekens: "J. de Vries, outputcontroleur"',
        )
    if not 1 <= len(reason) <= _LONGEST_REASON or not re.match(READABLE, reason):
        raise UsageError(
            "Een besluit vraagt een reden.", where="--reason", expected=f"1 tot {_LONGEST_REASON} gewone tekens"
        )
    return name, reason


def signed_decision(
    judged: Release, outcome: Outcome, name: str, reason: str, day: dt.date, key: PrivateKey
) -> Decision:
    """Return the decision of the holder of a key on a release."""
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


def write_decision(path: Path, decision: Decision) -> Path:
    """Write a decision beside its release, and return where."""
    target = decision_path(path)
    storage.write_bytes(target, member_json(decision.model_dump(mode="json")))
    return target


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
