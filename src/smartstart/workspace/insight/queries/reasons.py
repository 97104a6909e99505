"""Why one number is said: everything its statement tells, and how it stands."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

from smartstart.presentation import insight
from smartstart.presentation.insight import Why
from smartstart.release.contents import AnyStatement, ReleaseContents, State
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.data.models import Release
from smartstart.workspace.data.queries.releases import contents_of
from smartstart.workspace.insight.queries.opened import opened_finding, opened_release


@dataclass(frozen=True, slots=True)
class Reason:
    """One statement with the release that it is in.

    Attributes:
        rests_on: the reasons of the counts from which it was computed.
        raw: the statement as the release holds it; a number that may not be told is left out there too.
        whole: whether the viewer may know of the release as a whole.
    """

    release: Release
    contents: ReleaseContents
    why: Why
    rests_on: tuple[Why, ...]
    raw: str
    subject: str
    whole: bool


def reason_for(viewer: Viewer, release: uuid.UUID, statement: str) -> Reason | None:
    """Return why a number is said; None when there is no such number, or not for this viewer."""
    known = opened_release(viewer, release)
    if known is not None:
        return _reason(known, contents_of(known), statement, None)
    parts = statement.split("/")
    opened = opened_finding(viewer, release, parts[1]) if len(parts) == 3 else None
    if opened is None or statement not in opened.part.statements:
        return None
    return _reason(opened.release, contents_of(opened.release), statement, frozenset(opened.part.statements))


def _reason(
    release: Release, contents: ReleaseContents, statement: str, public: frozenset[str] | None
) -> Reason | None:
    """Return a reason; `public` are the statements that may be named, None when all of the release may."""
    why = insight.why(contents, statement)
    found = next((s for s in contents.statements if s.id == statement), None)
    if why is None or found is None:
        return None
    below = (insight.why(contents, name) for name in why.rests_on if public is None or name in public)
    return Reason(
        release=release,
        contents=contents,
        why=why,
        rests_on=tuple(reason for reason in below if reason is not None),
        raw=_raw(found, why),
        subject=getattr(found, "subject", ""),
        whole=public is None,
    )


def _raw(statement: AnyStatement, why: Why) -> str:
    told: dict[str, Any] = statement.model_dump(mode="json")
    if why.row.number is None:
        told |= {name: None for name in ("value", "lower", "upper") if name in told}
        told |= {"state": State.WITHHELD.value} if "state" in told else {}
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True)
