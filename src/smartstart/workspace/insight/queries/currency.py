"""Whether a statement still holds, or a newer release says something else."""

import uuid
from collections.abc import Collection

from smartstart.web.references.models import Reference
from smartstart.workspace.insight.models import Overtaken


def overtaken(release: uuid.UUID, statements: Collection[str] | None = None) -> dict[str, str]:
    """Return, for the statements of a release that no longer hold, why; all of them, or only those that are asked."""
    rows = Overtaken.objects.filter(release=release)
    if statements is not None:
        rows = rows.filter(statement__in=statements)
    return dict(rows.order_by("-by__day").values_list("statement", "reason"))


def texts_outdated_by(release: uuid.UUID) -> int:
    """Return how many texts rest on something that this release overtook."""
    return Reference.objects.filter(outdated_by=release).values("user_kind", "user_id").distinct().count()
