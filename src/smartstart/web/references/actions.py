"""Writing where statements are used, and marking what was overtaken. Called inside the caller's own transaction."""

import uuid
from collections.abc import Iterable

from django.utils import timezone

from smartstart.web.references.models import Reference


def rests_on(*, user_kind: str, user_id: uuid.UUID, statements: Iterable[tuple[uuid.UUID, str]]) -> None:
    """Say on which statements (release, statement id) a text rests now; what it no longer rests on is forgotten."""
    wanted = set(statements)
    known = {
        (row.release, row.statement): row for row in Reference.objects.filter(user_kind=user_kind, user_id=user_id)
    }
    Reference.objects.filter(pk__in=[row.pk for key, row in known.items() if key not in wanted]).delete()
    Reference.objects.bulk_create(
        (
            Reference(user_kind=user_kind, user_id=user_id, release=release, statement=statement)
            for release, statement in sorted(wanted - known.keys())
        ),
        ignore_conflicts=True,  # somebody else said the same at this moment
    )


def mark_outdated(*, release: uuid.UUID, statements: Iterable[str], by: uuid.UUID, reason: str) -> int:
    """Mark every text that uses one of these statements as outdated; return how many references were marked."""
    return Reference.objects.filter(release=release, statement__in=list(statements), outdated_at__isnull=True).update(
        outdated_at=timezone.now(), outdated_by=by, reason=reason
    )
