"""Asking whether a text still holds."""

import uuid
from collections.abc import Iterable

from smartstart.web.references.models import Reference


def outdated(user_kind: str, user_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return, for the texts that are outdated, the reason in one sentence."""
    rows = Reference.objects.filter(user_kind=user_kind, user_id__in=list(user_ids), outdated_at__isnull=False)
    return dict(rows.order_by("outdated_at").values_list("user_id", "reason"))
