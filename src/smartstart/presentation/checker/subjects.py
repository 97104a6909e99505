"""Which tables there are for a checker, in which order, and in which order the statements of one subject are read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from smartstart.presentation import dutch
from smartstart.presentation.groups import PLACE_LEVELS
from smartstart.presentation.report.book import CLASSES, DROP_OFF, LOCAL, NEIGHBOURS, PLACES, RISK_GROUPS, Book
from smartstart.release.contents import Predicate, Statement

_STEP = re.compile(r"peel-(\d+)-(.+)")
_ROLES = ("size", "persons", "events", "rate")  # what others are computed from comes first
_FINDINGS, _HUNCHES, _AREAS, _OTHERS = "Iedereen, en de bevindingen", "De vermoedens", "De gebieden", "En verder"
_JOINED = {  # analyses of which several subjects stand in one table, with what that is about
    LOCAL: (_AREAS, "Dezelfde groepen in {}"),
    NEIGHBOURS: (_AREAS, "Dezelfde groepen in {} samen"),
    CLASSES: (_OTHERS, "Klassen van een kenmerk: {}"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its place on the page, among which it is listed, its title, and the subjects of an analysis in it."""

    anchor: str
    listed: str
    title: str
    analysis: str
    subjects: tuple[str, ...]


def tables(book: Book) -> Iterator[Table]:
    """Yield all tables; each subject of each analysis is in one."""
    seen: set[tuple[str, str]] = set()
    for table in (*_named(book), *_joined(book)):
        seen |= {(table.analysis, subject) for subject in table.subjects}
        yield table
    everywhere = {(s.analysis, s.subject) for s in book.by_id.values()}
    told = [step.id for step in book.sheet.drop_off]
    steps = tuple(sorted(book.subjects(DROP_OFF), key=lambda one: told.index(one) if one in told else len(told)))
    yield Table(f"deel-{DROP_OFF}-alle", _OTHERS, "Van iedereen naar de studie", DROP_OFF, steps)
    for analysis, subject in sorted(everywhere - seen - {(DROP_OFF, step) for step in steps}):
        group = book.phrase(book.of(subject, analysis)[0].predicate)
        yield _one(_OTHERS, f"{dutch.capital(group)} ({analysis}/{subject})", analysis, subject)


def in_order(statements: Iterable[Statement]) -> list[Statement]:
    """Return the statements of one subject: of the group itself, then of each step of the peel; counts first."""
    return sorted(statements, key=_place)


def _place(statement: Statement) -> tuple[int, int]:
    step = _STEP.fullmatch(statement.role)
    role = step[2] if step else statement.role
    return int(step[1]) if step else -1, _ROLES.index(role) if role in _ROLES else len(_ROLES)


def _named(book: Book) -> Iterator[Table]:
    yield _one(_FINDINGS, f"Alle {book.sheet.units}", RISK_GROUPS, "population")
    for finding in book.findings():
        words = f"Bevinding {finding}: {book.phrase(book.predicate(finding))}"
        yield _one(_FINDINGS, words, RISK_GROUPS, finding)
    for hunch in book.sheet.hunches:
        yield _one(_HUNCHES, f"Vermoeden {hunch.id}: {hunch.text}", RISK_GROUPS, hunch.id)
    areas = tuple(book.subjects(PLACES))
    yield Table(f"deel-{PLACES}-alle", _AREAS, "Waar gebeurt het? Alle gebieden, op naam", PLACES, areas)


def _joined(book: Book) -> Iterator[Table]:
    for analysis, (listed, words) in _JOINED.items():
        together: dict[str, list[str]] = {}
        for subject in sorted(book.subjects(analysis), key=_by_number):
            together.setdefault(subject.partition("-")[0], []).append(subject)
        for name, subjects in together.items():
            title = words.format(_about(book, book.of(subjects[0], analysis)[0].predicate) or name)
            yield Table(f"deel-{analysis}-{name}", listed, title, analysis, tuple(subjects))


def _about(book: Book, group: Predicate) -> str:
    """Return in which areas a group lives, or else which factors tell what it is."""
    chosen = {condition.factor: condition.levels for condition in group.conditions}
    told = [d for d in book.sheet.dimensions if d.name in chosen]
    areas = [level.label for d in told if d.name in PLACE_LEVELS for level in d.levels if level.code in chosen[d.name]]
    return dutch.listing(areas or [d.title.lower() for d in told])


def _by_number(subject: str) -> list[tuple[int, str]]:
    """Return an order in which "g3" comes before "g10"."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", subject)]


def _one(listed: str, title: str, analysis: str, subject: str) -> Table:
    return Table(f"deel-{analysis}-{subject}", listed, title, analysis, (subject,))
