"""Removing what was kept long enough, as each table declares; run every night by `smartstart workspace tidy`."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

from django.db import transaction
from django.db.models import DateTimeField, F, Model, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from smartstart.web.privacy.declared import tables
from smartstart.web.privacy.rules import Retention

_BATCH = 500

Recording = Callable[[str], AbstractContextManager[object]]


def expired(model: type[Model], retention: Retention, now: dt.datetime) -> QuerySet:
    """Return the rows that were kept long enough; none where only people decide."""
    if retention.days is None:
        return model._base_manager.none()
    border = now - dt.timedelta(days=retention.days)
    age = Coalesce(retention.since, retention.otherwise) if retention.otherwise else F(retention.since)
    by_day = not isinstance(model._meta.get_field(retention.since), DateTimeField)
    before = timezone.localdate(border) if by_day else border
    return model._base_manager.filter(**retention.only).annotate(_age=age).filter(_age__lt=before)


def delete_expired(*, now: dt.datetime, recording: Recording) -> list[str]:
    """Remove what was kept long enough; return the kinds of which there was something.

    Args:
        now: the moment that counts.
        recording: gives a transaction with a line in the log for a kind of row; the line says no number.
    """
    return [name for model, privacy in tables() if (name := _delete(model, privacy.retention, now, recording))]


def _delete(model: type[Model], retention: Retention, now: dt.datetime, recording: Recording) -> str:
    rows = expired(model, retention, now)
    name = str(model._meta.verbose_name_plural)
    first = True
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:_BATCH]):
        with recording(name) if first else transaction.atomic():
            model._base_manager.filter(pk__in=keys).delete()
        first = False
    return "" if first else name
