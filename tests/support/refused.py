"""What has to be in the log when somebody is refused a change: one line, of this person, without what was typed."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from smartstart.web.accounts.models import Municipality, User
from smartstart.web.audit.models import AuditLine
from smartstart.web.audit.rules import Result

KEPT_OUT = (403, 404)


def newest_line() -> int:
    """Return the number of the last line of the log; 0 when there is none."""
    return AuditLine.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def lines_after(number: int) -> list[AuditLine]:
    """Return the lines that were written after this one."""
    return list(AuditLine.objects.filter(pk__gt=number).select_related("actor"))


def told(
    status: int, lines: Sequence[AuditLine], user: User | None, typed: Mapping[str, Any], here: Municipality | None
) -> str:
    """Return what is wrong with a refusal or its line; nothing when all is well.

    Args:
        status: of the answer.
        lines: that were written for it.
        user: who asked.
        typed: what was posted.
        here: whose privacy officer has to read the line; None when that cannot be known.
    """
    if status not in KEPT_OUT:
        return f"answered with {status}"
    if len(lines) != 1:
        return f"{len(lines)} lines: {lines}"
    line = lines[0]
    if (line.actor, line.account, line.result) != (user, user and user.pk, Result.REFUSED):
        return f"not a refusal of this person: {line}"
    if not (line.action and line.kind and line.origin.startswith("web ")):
        return f"it does not say what: {line}"
    if here is not None and line.municipality_id != here.pk:
        return f"the privacy officer of {here} does not read it"
    values = {str(value) for value in typed.values() if len(str(value)) > 3 and not _is_id(value)}
    return "a value in the log" if any(value in f"{line.action} {line.object_id}" for value in values) else ""


def _is_id(value: Any) -> bool:
    try:
        uuid.UUID(str(value))
    except ValueError:
        return False
    return True
