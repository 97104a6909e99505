"""Writing the audit line in the transaction of what it is about; a refusal outside the one that is rolled back."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Actor, Refused
from smartstart.web.audit.models import AuditLine
from smartstart.web.audit.rules import Result


@dataclass
class Act:
    """What is being done. Set `object_id` and `municipality` when they are known only inside."""

    action: str
    kind: str
    object_id: str = ""
    municipality: int | None = None


@contextmanager
def recorded(
    actor: Actor,
    action: str,
    kind: str,
    *,
    object_id: object = "",
    municipality: int | None = None,
    need: tuple[Permission, uuid.UUID | None] | None = None,
) -> Iterator[Act]:
    """Do something in one transaction together with its audit line.

    Args:
        actor: who does it.
        action: verb and noun in Dutch, "pilot gewijzigd"; never a value or a name.
        kind: the kind of object, "pilot".
        object_id: its stable id.
        municipality: where it belongs, so that only its own privacy officer reads the line.
        need: what the actor must be allowed to do there, and for which pilot; checked first.

    Raises:
        Refused: passed on, after the refusal was recorded.
    """
    act = Act(action, kind, str(object_id), municipality)
    try:
        with transaction.atomic():
            if need is not None:
                _check(actor, need, municipality)
            yield act
            _write(actor, act, Result.DONE)
    except Refused as problem:
        _write(actor, act, Result.REFUSED)
        problem.recorded = True
        raise


def record_refusal(*, actor: Actor, action: str, kind: str, object_id: str, municipality: int | None) -> None:
    """Record what was refused before an action began: a page that one may not use, an object that one may not know."""
    _write(actor, Act(action, kind, object_id, municipality), Result.REFUSED)


def _check(actor: Actor, need: tuple[Permission, uuid.UUID | None], municipality: int | None) -> None:
    if municipality is None:
        raise ValueError("what is needed is needed somewhere: name the municipality")
    permission, subject = need
    actor.need(permission, municipality, subject)


def _write(actor: Actor, act: Act, result: Result) -> None:
    AuditLine.objects.create(
        actor_id=actor.account,
        account=actor.account,
        action=act.action,
        kind=act.kind,
        object_id=act.object_id,
        municipality_id=act.municipality,
        result=result,
        origin=actor.origin,
    )
