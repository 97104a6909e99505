"""The one door: what the gate judged becomes a written, signed release; nothing else does.

The order keeps anything released from being forgotten: members are made and checked, the ledger gets its line, and
only then the release takes its place. A stop in between leaves a line without a release, which a rerun finds again.
"""

import datetime as dt
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smartstart.disclosure import ledger as ledgers
from smartstart.disclosure.gate import Judged
from smartstart.disclosure.policy import Policy
from smartstart.disclosure.values import as_remembered
from smartstart.release.contents import Manifest, OpenStatement, Origin, ReleaseContents, Stamp, StudySheet
from smartstart.release.formats import format_of
from smartstart.release.keys import PrivateKey
from smartstart.release.members import MANIFEST, REPORT, Render, data_members, report_bytes
from smartstart.release.reader import check_files
from smartstart.release.seal import ReleasePaths, sealed, write_release
from smartstart.vocabulary.errors import GateRefusal, TrustError, UsageError

__all__ = ["ReleaseFacts", "ReleasePaths", "contents_of", "release", "release_day", "stamp_of"]


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """What the manifest says besides the contents.

    Attributes:
        study_fingerprint: sha256 of the study; definitions_fingerprint: of the definitions used (tables, cohort,
            analyses). Both of words, never of data.
        software: name and version, "smartstart 0.1.0".
        origin: invented, public or real.
        draft: run without approval: every page says so, nothing is signed, the ledger gets no line.
        day: of the release.
        approver: who approved the study, for the ledger.
    """

    study_fingerprint: str
    definitions_fingerprint: str
    software: str
    origin: Origin
    draft: bool
    day: dt.date
    approver: str = ""


def release_day(environ: Mapping[str, str] = os.environ) -> dt.date:
    """Return the day for a manifest: of SOURCE_DATE_EPOCH (seconds, UTC) where set, else today in UTC.

    Raises:
        UsageError: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    seconds = environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return dt.datetime.now(dt.UTC).date()
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as problem:
        raise UsageError(
            "De omgevingsvariabele SOURCE_DATE_EPOCH klopt niet.", expected="een aantal seconden sinds 1970"
        ) from problem


def stamp_of(origin: Origin, policy: Policy, *, draft: bool) -> Stamp:
    """Return what a release may be used for: on trial as long as a person still has to look (see `review`)."""
    if draft:
        return Stamp.DRAFT
    return Stamp.TRIAL if origin is Origin.REAL or policy.review.value == "always" else Stamp.FULL


def contents_of(
    judged: Judged,
    sheet: StudySheet,
    facts: ReleaseFacts,
    borders: dict[str, Any] | None = None,
    open_statements: tuple[OpenStatement, ...] = (),
) -> ReleaseContents:
    """Return what the report is made from."""
    return ReleaseContents(
        sheet=sheet,
        statements=tuple(sorted((*judged.statements, *open_statements), key=lambda s: s.id)),
        outline=judged.outline,
        stamp=stamp_of(facts.origin, judged.policy, draft=facts.draft),
        origin=facts.origin,
        day=facts.day,
        policy=judged.policy.name,
        borders=borders,
    )


def release(
    judged: Judged,
    sheet: StudySheet,
    facts: ReleaseFacts,
    out: Path,
    *,
    key: PrivateKey | None,
    render: Render,
    ledger: ledgers.Ledger | None,
    borders: dict[str, Any] | None = None,
    open_statements: tuple[OpenStatement, ...] = (),
) -> ReleasePaths:
    """Write `OUT/release/` and `OUT/release.zip`.

    Args:
        judged: what the gate decided; nothing else crosses.
        key: signs the release and its line in the ledger; a draft is never signed, whatever is given.
        render: makes the report from the other members, and from nothing else.
        ledger: the one that `judged` was judged with; None only for a draft.

    Raises:
        GateRefusal: no statement may be shown.
        TrustError: no key, no ledger, or the ledger was changed or went on since.
        StorageError: nothing was written.
    """
    if judged.outline.released == 0:
        raise GateRefusal(
            "De poort laat niets door: over geen enkele groep is genoeg bekend om iets te mogen zeggen.",
            mend="neem meer jaren of een groter gebied, of kies grotere groepen in de studie",
        )
    contents = contents_of(judged, sheet, facts, borders, open_statements)
    members = data_members(contents)
    members[REPORT] = report_bytes(contents, render)
    signing = _signing_key(facts, key)
    files = sealed(_manifest(judged, sheet, facts, contents), members, signing)
    check_files(files, None if signing is None else [signing.public_key()])
    if signing is not None:
        line = _line(judged, sheet, facts, hashlib.sha256(files[MANIFEST]).hexdigest())
        _remember(line, judged, ledger, signing)
    return write_release(files, out)


def _manifest(judged: Judged, sheet: StudySheet, facts: ReleaseFacts, contents: ReleaseContents) -> Manifest:
    return Manifest(
        format=format_of(contents),
        study=sheet.id,
        study_fingerprint=facts.study_fingerprint,
        definitions_fingerprint=facts.definitions_fingerprint,
        policy=judged.policy.line,
        software=facts.software,
        origin=facts.origin,
        stamp=contents.stamp,
        day=facts.day,
        members=(),
    )


def _signing_key(facts: ReleaseFacts, key: PrivateKey | None) -> PrivateKey | None:
    if facts.draft:
        return None
    if key is None:
        raise TrustError(
            "Er is geen sleutel om de vrijgave mee te ondertekenen.",
            mend="maak er een met 'smartstart keys new', of gebruik --draft",
        )
    return key


def _line(judged: Judged, sheet: StudySheet, facts: ReleaseFacts, manifest: str) -> ledgers.Release:
    """Return what the ledger will say of this release; `manifest` is the hash by which readers know it."""
    return ledgers.Release(
        study=sheet.id,
        policy=judged.policy.line,
        stamp=stamp_of(facts.origin, judged.policy, draft=False).value,
        day=facts.day,
        approver=facts.approver,
        shown=as_remembered(judged.shown, judged.statements),
        manifest=manifest,
        definitions=facts.definitions_fingerprint,
        populations=tuple(sorted({statement.population for statement in judged.statements})),
        reference_dates=sheet.reference_dates,
        dimensions=sheet.dimensions,
        scopes=judged.scopes,
        apart=tuple(ledgers.Apart(number=one.number, room=one.room) for one in judged.apart),
    )


def _remember(line: ledgers.Release, judged: Judged, ledger: ledgers.Ledger | None, key: PrivateKey) -> None:
    if ledger is None or not judged.remembered:
        raise TrustError(
            "Zonder grootboek van eerdere vrijgaven mag er niets naar buiten.",
            mend="geef de plaats van het grootboek, of gebruik --draft",
        )
    ledger.append(line, judged_at=judged.judged_at, key=key)
