"""What stands around the findings: everybody, who was left out, the places, and what was not shown."""

from collections.abc import Iterable, Iterator

from smartstart.presentation import dutch
from smartstart.presentation.insight.parts import OutlinePart, TablePart, Told, told
from smartstart.presentation.insight.place_parts import Place, PlacesPart
from smartstart.presentation.insight.rows import reason, reasons, row, shared
from smartstart.presentation.report import passed, steps
from smartstart.presentation.report import places as place_views
from smartstart.presentation.report.book import DROP_OFF, PLACES, RISK_GROUPS, Book
from smartstart.presentation.report.numbers import role_words
from smartstart.presentation.report.reasons import in_words, policy_words
from smartstart.release.contents import ReleaseContents, Statement

POPULATION = "population"


def everybody(contents: ReleaseContents) -> TablePart | None:
    """Return the figures of the whole population; None when the release has none."""
    book = Book(contents)
    statements = book.of(POPULATION, RISK_GROUPS)
    if not statements:
        return None
    marks, source = shared(book)
    return TablePart(
        id="everybody",
        title=f"Alle {book.sheet.units}",
        rows=tuple(row(book, statement) for statement in statements),
        why=reasons(book, statements),
        marks=marks,
        source=source,
        period=dutch.period(book.period()),
    )


def drop_off(contents: ReleaseContents) -> TablePart | None:
    """Return who was left after each step, in the order of the steps; None when the release does not say."""
    book = Book(contents)
    left = [(step.text, step.statement) for step in steps.drop_off(book) if step.statement is not None]
    if not left:
        return None
    marks, source = shared(book)
    return TablePart(
        id="drop-off",
        title=f"Van iedereen naar de onderzochte {book.sheet.units}",
        rows=tuple(row(book, statement, dutch.capital(text)) for text, statement in left),
        why=tuple(reason(book, statement, dutch.capital(text)) for text, statement in left),
        marks=marks,
        source=source,
        period=dutch.period(book.period(DROP_OFF)),
    )


def places(contents: ReleaseContents, *, identity: str = "") -> PlacesPart | None:
    """Return the figures per area by name, with a map where the release has borders; None without such figures."""
    book = Book(contents)
    view = place_views.view(book, identity=f"{identity}kaart")
    if view is None:
        return None
    marks, source = shared(book)
    named = {place.code: place.name for place in view.rows}
    statements = _of_places(book, named)
    sentence = told(
        f"Dit zijn alle {book.sheet.units} samen, per gebied, op naam. Het is geen ranglijst: kleine verschillen "
        "kunnen toeval zijn."
    )
    return PlacesPart(
        id="places",
        title="Waar gebeurt het?",
        sentences=(sentence, *(told(note) for note in view.notes)),
        rows=tuple(row(book, place.rate, place.name) for place in view.rows),
        why=tuple(reason(book, s, f"{named[s.subject.upper()]}: {role_words(book, s).lower()}") for s in statements),
        marks=marks,
        source=source,
        places=tuple(
            Place(p.code, p.name, p.number, told(p.shown), told(p.size), told(p.events), p.rate.id) for p in view.rows
        ),
        hidden=view.hidden,
        map=view.map,
        drawing=view.drawing,
        legend=view.legend,
    )


def _of_places(book: Book, codes: Iterable[str]) -> list[Statement]:
    return [statement for code in codes for statement in book.of(code.lower(), PLACES)]


def outline(contents: ReleaseContents) -> OutlinePart:
    """Return how many numbers were asked, shown and withheld, and by whose rules."""
    book = Book(contents)
    counted = contents.outline
    marks, source = shared(book)
    numbers = [dutch.number(count) for count in (counted.asked, counted.released, counted.withheld)]
    sentence = told(
        f"Er zijn {numbers[0]} cijfers gevraagd. Daarvan worden er {numbers[1]} getoond, en zijn er {numbers[2]} "
        f"weggelaten. Welke cijfers naar buiten mogen, bepalen {policy_words(contents.policy)}."
    )
    return OutlinePart(
        id="outline",
        title="Wat we niet laten zien",
        sentences=(
            sentence,
            *_per_kind(book),
            told(passed.BESIDE),
            told("“Te weinig om iets te zeggen” is nooit hetzelfde als nul."),
        ),
        marks=marks,
        source=source,
        asked=counted.asked,
        released=counted.released,
        withheld=counted.withheld,
        reasons=in_words(counted),
    )


def _per_kind(book: Book) -> Iterator[Told]:
    """Yield what was asked and released per kind: "Gebieden: 12 gevraagd, 9 vrijgegeven, 3 niet, want …"."""
    for kind in passed.passed(book):
        asked, released, left = (dutch.number(count) for count in (kind.asked, kind.released, kind.withheld))
        ending = f", {left} niet, {passed.BECAUSE}." if kind.withheld else "."
        yield told(f"{dutch.capital(kind.words)}: {asked} gevraagd, {released} vrijgegeven{ending}")
