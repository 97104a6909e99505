"""Which tables a copy holds, in an order in which each comes after those it leans on."""

from collections.abc import Iterator
from graphlib import TopologicalSorter

from django.apps import apps
from django.db.models import BinaryField, Field, Model

NOT_KEPT = {
    "sessions": "whoever was logged in logs in again",
    "axes": "failed logins of the last hour",
}
"""Apps whose tables no copy holds, and why. After putting a copy back they are empty."""


def kept() -> list[type[Model]]:
    """Return the models of every table that a copy holds, those first on which others lean."""
    return [model for model in _ordered() if model._meta.app_label not in NOT_KEPT]


def emptied() -> list[type[Model]]:
    """Return the models of the tables that no copy holds."""
    return [model for model in _ordered() if model._meta.app_label in NOT_KEPT]


def columns(model: type[Model]) -> list[Field]:
    """Return the fields that are columns of the table."""
    return list(model._meta.local_concrete_fields)


def shape(model: type[Model]) -> list[list[str]]:
    """Return what the columns are, to compare a copy with the tables of this program."""
    return [[field.attname, field.get_internal_type()] for field in columns(model)]


def has_blobs(model: type[Model]) -> bool:
    """Tell whether rows may be large: those are read and written one by one."""
    return any(isinstance(field, BinaryField) for field in columns(model))


def _ordered() -> Iterator[type[Model]]:
    """Yield all models with a table, also those between two others, each after what it leans on."""
    models = {
        model._meta.label: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    leans = TopologicalSorter({label: sorted({*_leans_on(model)} - {label}) for label, model in sorted(models.items())})
    return (models[label] for label in leans.static_order())


def _leans_on(model: type[Model]) -> Iterator[str]:
    for field in columns(model):
        if field.is_relation:
            yield field.related_model._meta.concrete_model._meta.label
