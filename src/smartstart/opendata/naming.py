"""The order of areas: by name, as a reader looks it up. Never by a value."""

import unicodedata
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Named(Protocol):
    """Anything with a name and a code."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def code(self) -> str:
        """The code."""


AnyNamed = TypeVar("AnyNamed", bound=Named)


def by_name(areas: Iterable[AnyNamed]) -> tuple[AnyNamed, ...]:
    """Return the areas in the order of their names, accents and capitals left aside; equal names by code."""
    return tuple(sorted(areas, key=lambda area: (name_key(area.name), area.code)))


def name_key(name: str) -> str:
    """Return the key to sort a name by: no accents, no capitals, no leading apostrophe."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return plain.casefold().lstrip("' ")
