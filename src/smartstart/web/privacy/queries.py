"""What is kept, for the page that says so."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps

from smartstart.web.privacy.rules import Kind, Privacy


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of data: what, why, on which ground, how long, and which kinds of facts on people are in it."""

    what: str
    purpose: str
    basis: str
    retention: str
    kinds: tuple[str, ...]


def kept() -> list[Kept]:
    """Return every declared table, those with facts on people first, then by name."""
    rows = [_row(privacy) for privacy in _declared()]
    return sorted(rows, key=lambda row: (row.kinds == (Kind.NONE.value,), row.what.casefold()))


def _declared() -> Iterator[Privacy]:
    for model in apps.get_models():
        privacy = getattr(model, "privacy", None)
        if isinstance(privacy, Privacy):
            yield privacy


def _row(privacy: Privacy) -> Kept:
    about = sorted({kind.value for kind in privacy.fields.values() if kind is not Kind.NONE})
    return Kept(
        privacy.what, privacy.purpose, privacy.basis, privacy.retention.text, tuple(about) or (Kind.NONE.value,)
    )
