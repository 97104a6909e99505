"""Taking in a release: its file, its findings, the hunches, the texts that it overtakes. All, or nothing."""

import uuid
from dataclasses import dataclass

from smartstart.web.accounts.rules.viewer import Actor
from smartstart.web.references.uses import outdated_by
from smartstart.workspace.data.actions.releases import Imported, import_release
from smartstart.workspace.data.models import Release
from smartstart.workspace.insight.actions.deriving import derive
from smartstart.workspace.insight.actions.overtaking import overtake
from smartstart.workspace.insight.actions.verdicts import judge_hunches
from smartstart.workspace.insight.rules.notes import notes


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a release that was brought.

    Attributes:
        already_there: it was here before; nothing was changed.
        notes: what to tell the one who brought it.
    """

    release: Release
    already_there: bool
    notes: tuple[str, ...]


def take_in(*, actor: Actor, content: bytes, municipality: int, pilot: uuid.UUID | None, name: str = "") -> Taken:
    """Take in a release with everything that follows from it, in one transaction.

    Raises:
        Refused: the actor may not import here. NotAccepted: the file does not come in. Both are in the audit log.
    """
    told: list[str] = []
    imported = import_release(
        actor=actor,
        content=content,
        municipality=municipality,
        pilot=pilot,
        name=name,
        and_then=lambda new: told.extend(_follow(actor, new)),
    )
    return Taken(imported.release, imported.already_there, (*filter(None, (imported.note,)), *told))


def _follow(actor: Actor, new: Imported) -> tuple[str, ...]:
    """Write what follows from a release; return what to tell of it."""
    findings = derive(new.release, new.contents)
    judged = judge_hunches(actor, new.release, new.contents) if new.is_newest else 0
    return notes(findings=len(findings), judged=judged, marked=_marked(actor, new))


def _marked(actor: Actor, new: Imported) -> int:
    """Return how many texts are outdated now, of those that the bringer may know of."""
    everywhere = overtake(new.release, new.contents)
    return everywhere if actor.system or not everywhere else len(outdated_by(actor.viewer, new.release.pk))
