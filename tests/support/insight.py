"""Releases that were taken in for an invented municipality, with all that follows from them."""

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

from smartstart.release.contents import ReleaseContents
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.viewer import NOBODY, Actor
from smartstart.web.references.models import Reference
from smartstart.workspace.data.models import Release
from smartstart.workspace.insight.actions.taking_in import Taken, take_in
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.question.models import Hunch, HunchVersion
from tests.support.importing import counted, local_contents, trusting
from tests.support.people import town
from tests.support.signed import signed_archive

SYSTEM = Actor(NOBODY, "test", system=True)
OLD, NEW = dt.date(2026, 5, 4), dt.date(2026, 11, 2)


def bring(contents: ReleaseContents, place: Municipality | None = None, pilot: Pilot | None = None) -> Taken:
    """Take in a release as the command line does."""
    where = place or town()
    trusting(where)
    content = signed_archive(contents, render=lambda _: "<!doctype html>")
    return take_in(actor=SYSTEM, content=content, municipality=where.pk, pilot=pilot.pk if pilot else None)


def a_release(place: Municipality | None = None, pilot: Pilot | None = None, **changes: Any) -> Release:
    """Return the example for one municipality, taken in there."""
    where = place or town()
    return bring(local_contents(where.code, **changes), where, pilot).release


def told_otherwise(contents: ReleaseContents, **values: tuple[float, float, float]) -> ReleaseContents:
    """Return contents in which these findings (g1=…) have another risk: (value, lower, upper)."""
    wanted = {f"risk_groups/{subject}/risk": numbers for subject, numbers in values.items()}
    made = tuple(
        s.model_copy(update=dict(zip(("value", "lower", "upper"), wanted[s.id], strict=True))) if s.id in wanted else s
        for s in contents.statements
    )
    return replace(contents, statements=made)


def without(contents: ReleaseContents, subject: str) -> ReleaseContents:
    """Return contents that do not name this finding any more."""
    kept = tuple(s for s in contents.statements if not s.id.startswith(f"risk_groups/{subject}/"))
    return counted(replace(contents, statements=kept))


def a_text_on(release: Release, *statements: str, kind: str = "a4") -> uuid.UUID:
    """Return a text that rests on these statements."""
    text = uuid.uuid4()
    Reference.objects.bulk_create(
        Reference(user_kind=kind, user_id=text, release=release.pk, statement=statement) for statement in statements
    )
    return text


def a_hunch(pilot: Pilot, text: str, day: dt.date) -> Hunch:
    """Return a hunch that was written down on a day."""
    made = Hunch.objects.create(pilot=pilot, municipality=pilot.municipality, text=text, written_on=day)
    HunchVersion.objects.create(hunch=made, text=text, written_on=day)
    return made
