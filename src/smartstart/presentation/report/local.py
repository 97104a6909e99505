"""What a finding means in one municipality: how many live there, and how often one would expect it to happen.

The expected number is that of the larger population, brought down to the size of the group here. It is never told
without being called computed, without its interval, or without how many do not have the outcome. Municipalities stand
by name: there is no ranking.
"""

import itertools
import re
from dataclasses import dataclass

from markupsafe import Markup

from smartstart.presentation.figures import Form, Part, Passage, between, figure, is_shown, passage
from smartstart.presentation.report import findings
from smartstart.presentation.report.book import LOCAL, NEIGHBOURS, Book
from smartstart.presentation.report.places import name_of
from smartstart.release.contents import State, TableStatement

EXPECTED = "expected"
_SUBJECT = re.compile(r"(gm\d{4})-(g\d+)")
_YEAR = 12
PLACE = "gemeente"


@dataclass(frozen=True, slots=True)
class LocalGroup:
    """One finding in one municipality. A number that is None was not asked for.

    Attributes:
        finding: "g1"; group: in words.
        sentence: what may be said, or that nothing may be said.
        size: on one reference date, on average; share: of everybody here, in per cent.
        expected: events on all reference dates together at the rate of the larger population; None as well where
            the finding itself cannot be told with its other side.
        events: counted, on all reference dates together.
    """

    finding: str
    group: str
    sentence: Passage
    size: TableStatement | None
    share: TableStatement | None
    expected: TableStatement | None
    events: TableStatement | None


@dataclass(frozen=True, slots=True)
class LocalPlace:
    """One municipality with all findings, in their own order."""

    code: str
    name: str
    groups: tuple[LocalGroup, ...]


def finding_of(subject: str) -> str:
    """Return which finding a local number is about: "g1" of "gm9905-g1"; empty for a whole municipality."""
    found = _SUBJECT.fullmatch(subject)
    return found[2] if found else ""


def views(book: Book) -> tuple[LocalPlace, ...]:
    """Return all municipalities of a release by name; none when it has no local numbers."""
    subjects = [s for s in book.subjects(LOCAL) if _SUBJECT.fullmatch(s)]
    told = {view.id: view for view in findings.views(book)} if subjects else {}
    places = []
    for code, mine in itertools.groupby(subjects, key=lambda subject: subject.partition("-")[0]):
        names = {finding_of(subject) for subject in mine}
        found = book.of(f"{code}-{min(names)}", LOCAL)
        name = name_of(book, found[0].predicate, code.upper())
        groups = tuple(_group(book, view, f"{code}-{key}", name) for key, view in told.items() if key in names)
        places.append(LocalPlace(code.upper(), name, groups))
    return tuple(sorted(places, key=lambda place: (place.name, place.code)))


def _group(book: Book, view: findings.FindingView, subject: str, name: str) -> LocalGroup:
    expected = book.table(subject, EXPECTED, LOCAL) if view.sentence is not None else None
    size, share = book.table(subject, "per-date", LOCAL), book.table(subject, "share", LOCAL)
    events = book.table(subject, "events", LOCAL)
    parts = [
        _living(book, name, size, share),
        _expected(book, expected),
        _counted(book, view, events, (subject.partition("-")[0].upper(), name)),
        _other_side(book, view) if is_shown(expected) else Passage(()),
    ]
    said = [part for part in parts if part.parts]
    sentence = said[0]
    for part in said[1:]:
        sentence = sentence.followed_by(part)
    return LocalGroup(view.id, view.group, sentence, size, share, expected, events)


def _living(book: Book, name: str, size: TableStatement | None, share: TableStatement | None) -> Passage:
    units, place = book.sheet.units, Markup("<span data-sheet>{}</span>").format(name)
    if size is None or not is_shown(size):
        return passage(f"Hoeveel {units} in deze groep in ", place, f" wonen: {State.WITHHELD.value}.")
    start = passage("In ", place, " wonen ongeveer ", figure(size), f" {units} in deze groep")
    if share is None or not is_shown(share):
        return passage(start.parts, ".")
    return passage(start.parts, " (", figure(share, form=Form.RATE), f" van elke 100 {units}).")


def _expected(book: Book, expected: TableStatement | None) -> Passage:
    if expected is None or not is_shown(expected):
        return passage(f"Hoeveel van hen dit naar verwachting meemaken: {State.WITHHELD.value}.")
    about = "ongeveer " if float(expected.value or 0) >= 1 else ""
    # How far chance moves a count is not in the interval: that is of the expectation only.
    return passage(
        "Naar verwachting maken er ",
        _together(book),
        f" {about}",
        figure(expected),
        " dit mee",
        between(expected),
        ": berekend, niet geteld. Het echte aantal kan door toeval hoger of lager zijn.",
    )


def _counted(book: Book, view: findings.FindingView, events: TableStatement | None, place: tuple[str, str]) -> Passage:
    """Return what was counted here; where that may not be told, one step up: with the neighbours, then everywhere."""
    if is_shown(events):
        return passage("Geteld, ", _together(book), ": ongeveer ", figure(events), " keer.")
    code, name = place
    here = Markup("<span data-sheet>{}</span>").format(name)
    hidden = passage("Wat er in ", here, f" geteld is: {State.WITHHELD.value}.")
    near = _near(book, view.id, code)
    if near is not None:
        names = Markup("<span data-sheet>{}</span>").format(name_of(book, near.predicate, code))
        return hidden.followed_by(
            passage("Geteld in ", names, ", ", _together(book), ": ongeveer ", figure(near), " keer.")
        )
    whole = book.table(view.id, "events")
    if view.sentence is None or not is_shown(whole):
        return hidden
    return hidden.followed_by(passage("In alle gemeenten van deze studie samen: ongeveer ", figure(whole), " keer."))


def _near(book: Book, finding: str, code: str) -> TableStatement | None:
    """Return the count of a finding in a municipality together with its neighbours, where that is shown."""
    subjects = (subject for subject in book.subjects(NEIGHBOURS) if subject.endswith(f"-{finding}"))
    shown = (s for subject in subjects if (s := book.table(subject, "events", NEIGHBOURS)) and is_shown(s))
    return next((s for s in shown if any(code in c.levels for c in s.predicate.conditions if c.factor == PLACE)), None)


def _other_side(book: Book, view: findings.FindingView) -> Passage:
    units = book.sheet.units
    return passage(
        f"Van elke 1.000 {units} in deze groep maken ongeveer ", figure(view.risk, Part.REST), " dit niet mee."
    )


def _together(book: Book) -> Markup:
    """Return the time that all reference dates cover together: "in 5 jaar samen"."""
    dates, window = book.sheet.reference_dates, book.sheet.window_months
    one = Markup("<span data-sheet>{}</span>")
    if len(dates) == 1:
        return Markup("in {} {}").format(one.format(window), "maand" if window == 1 else "maanden")
    yearly = all(b.year - a.year == 1 and (a.month, a.day) == (b.month, b.day) for a, b in itertools.pairwise(dates))
    if yearly and window == _YEAR:
        return Markup("in {} jaar samen").format(one.format(len(dates)))
    return Markup("na {} peildatums samen").format(one.format(len(dates)))
