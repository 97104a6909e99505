"""What is kept, why and how long: rows for the page on retention and purposes."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

from smartstart.web.privacy.declared import tables
from smartstart.web.privacy.rules import Kind, Privacy


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of row.

    Attributes:
        part: the part of the workplace that keeps it, as users call it.
        name: what the rows are called.
        what: what one row is.
        personal: whether a field is about a person.
        kinds: what the fields hold, in words; what is about no person only when there is nothing else.
        fields: each field by its name for users, with what it holds.
    """

    part: str
    name: str
    what: str
    purpose: str
    basis: str
    retention: str
    personal: bool
    kinds: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


def kept() -> list[Kept]:
    """Return all kinds of rows, by part and name; those about people first within a part."""
    return sorted((_kept(*table) for table in tables()), key=lambda row: (row.part, not row.personal, row.name))


def _kept(model: type[Model], privacy: Privacy) -> Kept:
    kinds: list[Kind] = [kind for kind in Kind if kind is not Kind.NONE and kind in privacy.fields.values()]
    return Kept(
        part=str(apps.get_app_config(model._meta.app_label).verbose_name),
        name=str(model._meta.verbose_name_plural),
        what=privacy.what,
        purpose=privacy.purpose,
        basis=privacy.basis,
        retention=privacy.retention.text,
        personal=bool(kinds),
        kinds=tuple(kind.value for kind in kinds or [Kind.NONE]),
        fields=tuple((_label(model, name), kind.value) for name, kind in privacy.fields.items()),
    )


def _label(model: type[Model], name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)
