"""Which object an address is about, for the line of a refusal: never what somebody typed, only what is really there.

An app registers how its objects are found by the names in its addresses and forms when it starts.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Known:
    """An object that exists.

    Attributes:
        municipality: where it belongs.
        subject: the question that it belongs to.
        any_role: whether a role for one question is enough to know of it, as of the municipality itself.
    """

    kind: str
    object_id: str
    municipality: int | None
    subject: uuid.UUID | None = None
    any_role: bool = False

    def hidden_from(self, viewer: Viewer) -> bool:
        """Tell whether this viewer does not work there."""
        if self.any_role:
            return all(grant.municipality != self.municipality for grant in viewer.grants)
        return self.municipality is None or not viewer.may(Permission.READ, self.municipality, self.subject)


Find = Callable[[Any], Known | None]
_FINDERS: dict[str, list[Find]] = {}


def register(name: str, find: Find) -> None:
    """Say what a name in an address stands for; called by the app with that address. The first that finds it counts."""
    _FINDERS.setdefault(name, []).append(find)


def rows(model: type[Model], kind: str, *, by: str = "pk", shown: str = "pk", place: str = "municipality_id") -> Find:
    """Return how a row is found by the value of a field; it is called by `shown` and belongs to `place`."""
    subject = getattr(model, "subject_field", "")

    def find(value: Any) -> Known | None:
        names = (shown, place, *([subject] if subject else []))
        row = model._base_manager.filter(**{by: value}).values_list(*names).first()
        return Known(kind, str(row[0]), *row[1:]) if row else None

    return find


def municipality(by: str) -> Find:
    """Return how a municipality is found by the value of a field."""

    def find(value: Any) -> Known | None:
        row = Municipality.objects.filter(**{by: value}).first()
        return Known("gemeente", row.code, row.pk, any_role=True) if row else None

    return find


def objects_named(names: Iterable[tuple[str, Any]]) -> list[Known]:
    """Return the objects that these names and values stand for, in order; what is no object is left out."""
    found = (_first(name, value) for name, value in names)
    return [one for one in found if one is not None]


def _first(name: str, value: Any) -> Known | None:
    if "\0" in str(value):  # PostgreSQL cannot even be asked for it
        return None
    for find in _FINDERS.get(name, ()):
        try:
            known = find(value)
        except (ValueError, ValidationError):  # no number, no id: then it is no object
            continue
        if known is not None:
            return known
    return None
