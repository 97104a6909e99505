"""By whose leave: a signed approval of exactly this content of a question file, until a day.

Any change of the study makes the approval void, because the signature covers a fingerprint of all that the study
says (purpose, legal basis, controller, DPIA outcome, data, cohort, analyses, release policy).
"""

import datetime as dt
import hashlib
import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from smartstart import storage
from smartstart.release import keys
from smartstart.vault.study.model import Study
from smartstart.vocabulary.errors import TrustError

_LIMIT = 64 * 1024


class Approval(BaseModel):
    """An approval as it stands in `STUDY.approval.json`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: str = "smartstart-approval/1"
    study: str
    fingerprint: str
    approver: str
    until: dt.date
    key: str
    signature: str = ""

    def signed_part(self) -> bytes:
        """Return the bytes that the signature covers."""
        content = self.model_dump(mode="json", exclude={"signature"})
        return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def fingerprint(study: Study) -> str:
    """Return the sha256 of all that a study says; comments and layout of the file do not count."""
    content = study.model_dump(mode="json", by_alias=True)
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def approval_path(study_path: Path) -> Path:
    """Return where the approval of a question file stands: beside it."""
    return study_path.with_suffix(".approval.json")


def approve(study: Study, *, approver: str, until: dt.date, key: keys.PrivateKey) -> Approval:
    """Return a signed approval.

    Args:
        study: what is approved.
        approver: name and role, "J. de Vries, functionaris gegevensbescherming".
        until: last day on which it holds.
        key: the approver's private key.
    """
    unsigned = Approval(
        study=study.question.id,
        fingerprint=fingerprint(study),
        approver=approver,
        until=until,
        key=keys.fingerprint(key.public_key()),
    )
    return unsigned.model_copy(update={"signature": key.sign(unsigned.signed_part()).hex()})


def write_approval(path: Path, approval: Approval) -> None:
    """Write an approval, whole or not at all."""
    storage.write_text(path, approval.model_dump_json(indent=2) + "\n")


def require_approval(study: Study, path: Path, trusted: list[keys.PublicKey], today: dt.date) -> Approval:
    """Return the approval of this study when it holds today.

    Raises:
        TrustError: there is none, it is for other content, it has ended, or nobody we trust signed it.
    """
    approval = _read(path)
    mend = "laat de studie opnieuw goedkeuren met 'smartstart approve', of gebruik --draft voor een concept"
    if approval.fingerprint != fingerprint(study):
        raise TrustError("De studie is veranderd na de goedkeuring.", where=path.name, mend=mend)
    if approval.until < today:
        raise TrustError("De goedkeuring is verlopen.", where=path.name, mend=mend)
    signer = next((key for key in trusted if keys.fingerprint(key) == approval.key), None)
    if signer is None:
        raise TrustError(
            "De goedkeuring is niet ondertekend door iemand die hier mag goedkeuren.",
            where=path.name,
            mend="geef de openbare sleutel van de goedkeurder mee met --approver",
        )
    if not keys.is_signed_by(approval.signed_part(), bytes.fromhex(approval.signature), signer):
        raise TrustError("De handtekening onder de goedkeuring klopt niet.", where=path.name, mend=mend)
    return approval


def _read(path: Path) -> Approval:
    try:
        content = path.read_bytes()[:_LIMIT]
    except OSError as problem:
        raise TrustError(
            "Deze studie is nog niet goedgekeurd.",
            where=str(path),
            mend="gebruik eerst 'smartstart approve STUDIE', of --draft voor een concept",
        ) from problem
    try:
        approval = Approval.model_validate_json(content)
        bytes.fromhex(approval.signature)
    except (ValidationError, ValueError) as problem:
        raise TrustError("Het bestand met de goedkeuring is beschadigd.", where=path.name) from problem
    return approval
