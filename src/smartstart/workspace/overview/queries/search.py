"""One search over pilots, findings, areas and people."""

from dataclasses import dataclass

from django.urls import reverse

from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.directory import queries as directory
from smartstart.workspace.insight.queries import colour_places, findings
from smartstart.workspace.pilots import queries as pilots

MOST = 20
"""How many of each kind are shown; beyond that a more exact word helps more than a longer list."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found: where it leads, what it is, and what must stand with it."""

    title: str
    url: str
    text: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind, by name; never by value."""

    title: str
    found: tuple[Found, ...]
    more: bool


def search(viewer: Viewer, asked: str) -> list[Group]:
    """Return what this viewer may find, per kind; kinds without anything are left out."""
    words = asked.split()[:8]
    if not words:
        return []
    groups = (
        ("Pilots", _pilots(viewer, words)),
        ("Bevindingen", _findings(viewer, words)),
        ("Wijken en buurten", _areas(viewer, words)),
        ("Mensen", _people(viewer, words)),
    )
    return [Group(title, tuple(found[:MOST]), len(found) > MOST) for title, found in groups if found]


def _pilots(viewer: Viewer, words: list[str]) -> list[Found]:
    return [
        Found(pilot.title, reverse("pilots:detail", args=[pilot.pk]), pilot.municipality.name)
        for pilot in pilots.found(viewer, words)[: MOST + 1]
    ]


def _findings(viewer: Viewer, words: list[str]) -> list[Found]:
    return [
        Found(
            hit.title,
            reverse("insight:finding", kwargs=hit.url_kwargs),
            f"{hit.municipality}: {hit.sentence}",
            (*hit.marks, *(("verouderd",) if hit.outdated else ())),
        )
        for hit in findings.search(viewer, words, most=MOST + 1)
    ]


def _areas(viewer: Viewer, words: list[str]) -> list[Found]:
    return [
        Found(
            hit.name,
            reverse("insight:area", kwargs=hit.url_kwargs),
            hit.kind,
            ("verzonnen gegevens",) if hit.invented else (),
        )
        for hit in colour_places.search_areas(viewer, words, most=MOST + 1)
    ]


def _people(viewer: Viewer, words: list[str]) -> list[Found]:
    return [
        Found(person.name, reverse("directory:person", args=[person.pk]), f"{person.organisation}: {person.expertise}")
        for person in directory.found(viewer, words)[: MOST + 1]
    ]
