"""The declaration of every table, wherever it stands."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

from smartstart.web.privacy.others import OTHERS
from smartstart.web.privacy.rules import Privacy


class Undeclared(LookupError):  # noqa: N818 - it says what the table is
    """A table of which nobody said what it holds and how long that is kept."""


def declared(model: type[Model]) -> Privacy:
    """Return the declaration of a table.

    Raises:
        Undeclared: there is none.
    """
    found = getattr(model, "privacy", None) or OTHERS.get(model._meta.label)
    if not isinstance(found, Privacy):
        raise Undeclared(model._meta.label)
    return found


def tables() -> Iterator[tuple[type[Model], Privacy]]:
    """Yield every table with its declaration. Tables between two others are declared by the field that makes them."""
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            yield model, declared(model)
