"""Asking whether a text still holds, and where a statement is used."""

import uuid
from collections.abc import Iterable

from smartstart.web.references.models import Reference


def outdated(user_kind: str, user_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return, for the texts that are outdated, the reason in one sentence."""
    rows = Reference.objects.filter(user_kind=user_kind, user_id__in=list(user_ids), outdated_at__isnull=False)
    return dict(rows.order_by("outdated_at").values_list("user_id", "reason"))


def used_by(release: uuid.UUID, statement: str) -> list[tuple[str, uuid.UUID]]:
    """Return which texts rest on a statement, as (kind, id); the caller decides which of them a viewer may know."""
    rows = Reference.objects.filter(release=release, statement=statement)
    return list(rows.values_list("user_kind", "user_id"))
