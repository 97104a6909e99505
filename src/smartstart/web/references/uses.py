"""Naming the texts that rest on a release. Who writes references says how its texts are called and where they stand.

An app registers one function for its kind of text when it starts; the page of a release asks for all of them without
knowing any app.
"""

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from django.db.models import Count, QuerySet

from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.web.references.models import Reference


@dataclass(frozen=True, slots=True)
class Use:
    """A text that rests on a release.

    Attributes:
        outdated: whether a statement under it was overtaken; filled in by `uses_of`.
    """

    title: str
    url: str
    outdated: bool = False


Resolve = Callable[[Viewer, Collection[uuid.UUID]], Mapping[uuid.UUID, Use]]
"""Returns, of these texts, those that the viewer may know of."""

_RESOLVERS: dict[str, Resolve] = {}


def register(kind: str, resolve: Resolve) -> None:
    """Say how texts of a kind are named; called once, by the app that writes references of this kind.

    Raises:
        ValueError: another app uses the same word for its texts.
    """
    if _RESOLVERS.setdefault(kind, resolve) is not resolve:
        raise ValueError(f"two apps call their texts {kind!r}")


def uses_of(viewer: Viewer, release: uuid.UUID, statements: Collection[str] | None = None) -> list[Use]:
    """Return the texts that rest on a release and that this viewer may know of, by title.

    A kind of text that no app names is not shown: nothing says for whom it is.

    Args:
        statements: only texts that rest on one of these; None for all.
    """
    found = Reference.objects.filter(release=release, user_kind__in=_RESOLVERS)
    if statements is not None:
        found = found.filter(statement__in=statements)
    return _named(viewer, found)


def outdated_by(viewer: Viewer, release: uuid.UUID) -> list[Use]:
    """Return the texts that a release made out of date and that this viewer may know of, by title."""
    return _named(viewer, Reference.objects.filter(outdated_by=release, user_kind__in=_RESOLVERS))


def _named(viewer: Viewer, references: QuerySet[Reference]) -> list[Use]:
    rows = references.values_list("user_kind", "user_id")
    outdated = {(kind, text): bool(marked) for kind, text, marked in rows.annotate(marked=Count("outdated_at"))}
    found = []
    for kind in sorted({kind for kind, _ in outdated}):
        named = _RESOLVERS[kind](viewer, [text for of, text in outdated if of == kind])
        found += [replace(use, outdated=outdated[kind, text]) for text, use in named.items()]
    return sorted(found, key=lambda use: use.title)
