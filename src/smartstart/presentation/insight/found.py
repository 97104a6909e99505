"""What was found, and what became of what was expected."""

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from smartstart.presentation import charts, dutch
from smartstart.presentation.figures import figure, is_shown
from smartstart.presentation.insight.found_parts import ComparisonPart, FindingPart, HunchPart, PeelStep, Pieces
from smartstart.presentation.insight.parts import told
from smartstart.presentation.insight.rows import reasons, row, shared, silenced
from smartstart.presentation.report import findings as views
from smartstart.presentation.report import pictures
from smartstart.presentation.report.book import RISK_GROUPS, Book
from smartstart.presentation.report.findings import FindingView
from smartstart.presentation.report.hunches import HunchView
from smartstart.presentation.report.hunches import views as hunch_views
from smartstart.presentation.sentences import SILENT, RiskSentence, certainty, certainty_passage
from smartstart.release.contents import ReleaseContents, Statement

POPULATION = "population"


def findings(contents: ReleaseContents, *, identity: str = "") -> tuple[FindingPart, ...]:
    """Return all findings of a release, in the order of the analysis.

    Args:
        contents: a release that was verified.
        identity: begins every element id; needed when one page shows parts of several releases.
    """
    book = Book(contents)
    everybody = _everybody(book, identity)
    return tuple(_finding(book, views.view(book, subject), everybody, identity) for subject in book.findings())


def low_findings(contents: ReleaseContents, *, identity: str = "") -> tuple[FindingPart, ...]:
    """Return the findings of where it happens less often; see `findings`."""
    book = Book(contents)
    everybody = _everybody(book, identity)
    return tuple(_finding(book, view, everybody, identity) for view in views.low_views(book))


def finding(contents: ReleaseContents, subject: str, *, identity: str = "") -> FindingPart | None:
    """Return one finding ("g1"); None when the release has none of that name."""
    book = Book(contents)
    if subject not in book.findings():
        return None
    return _finding(book, views.view(book, subject), _everybody(book, identity), identity)


def nothing_found(contents: ReleaseContents) -> str:
    """Return what to say when a release has no finding: nothing stood out, or there was too little to look at."""
    return views.nothing_found(Book(contents))


def comparison(contents: ReleaseContents, *, identity: str = "") -> ComparisonPart | None:
    """Return all findings beside each other; None when nothing may be said about any of them."""
    book = Book(contents)
    every = views.views(book)
    picture = pictures.comparison(book, every, f"{identity}vergelijk")
    if picture is None:
        return None
    average = book.table(POPULATION, "rate")
    drawn: list[tuple[Statement, str]] = [(average, f"Alle {book.sheet.units}")] if average is not None else []
    drawn += [(f.risk, dutch.capital(f.group)) for f in every if f.sentence is not None and f.risk is not None]
    marks, source = shared(book)
    return ComparisonPart(
        id="comparison",
        title="De gevonden groepen naast elkaar",
        rows=tuple(row(book, statement, label) for statement, label in drawn),
        why=reasons(book, (statement for statement, _ in drawn)),
        marks=marks,
        source=source,
        picture=picture,
    )


def _everybody(book: Book, identity: str) -> Markup | None:
    average = book.table(POPULATION, "rate")
    if average is None or not is_shown(average):
        return None
    return charts.dots(average, who=book.sheet.units, identity=f"{identity}allen")


def _finding(book: Book, view: FindingView, everybody: Markup | None, identity: str) -> FindingPart:
    sentence, statements = view.sentence, book.of(view.id, RISK_GROUPS)
    if sentence is None:
        return _silent(book, view, map(silenced, statements))
    silent, sure = _silent(book, view, statements), told(view.certainty_passage)
    units, whole, average = book.sheet.units, told(sentence), book.table(POPULATION, "rate")
    start = f"{identity}{view.id}"
    return replace(
        silent,
        sentence=whole,
        sentences=(whole, sure),
        certainty=view.certainty,
        certainty_text=sure,
        confirmed=view.confirmed,
        rows=tuple(row(book, statement) for statement in statements if not statement.role.startswith("peel-")),
        shown=True,
        pieces=_pieces(sentence, view.group),
        rate=told(sentence.rate),
        everybody_rate=told(figure(average)) if is_shown(average) else None,
        everybody=average.id if average is not None else "",
        dots_title=pictures.dots_title(book, view.id),
        dots=charts.dots(sentence.risk, who=f"{units} in deze groep", identity=f"{start}-stippen"),
        everybody_dots=everybody,
        stairs_title=view.stairs_title,
        stairs_note=told(view.stairs_note) if view.stairs_note else None,
        staircase=pictures.staircase(book, view, f"{start}-trap"),
        share_title=pictures.share_title(sentence),
        share=charts.share_bar(sentence.outside, units=units, identity=f"{start}-balk"),
        peel=_peel(view),
    )


def _pieces(sentence: RiskSentence, group: str) -> Pieces:
    pieces = sentence.pieces
    return Pieces(told(sentence.headline(group)), told(pieces.answer), told(pieces.other_side), pieces.caveat)


def _silent(book: Book, view: FindingView, statements: Iterable[Statement]) -> FindingPart:
    """Return a finding about which nothing is said; the numbers behind it, masked or not, are the caller's."""
    marks, source = shared(book)
    nothing = told(SILENT)
    return FindingPart(
        id=view.id,
        title=dutch.capital(view.group),
        sentences=(nothing,),
        why=reasons(book, statements),
        marks=marks,
        source=source,
        group=view.group,
        units=book.sheet.units,
        sentence=nothing,
        about=book.about(),
        shown=False,
        certainty=certainty(None).value,
        certainty_text=told(certainty_passage(None, book.sheet.units)),
        pieces=None,
        confirmed=False,
    )


def _peel(view: FindingView) -> tuple[PeelStep, ...]:
    return tuple(
        PeelStep(step.label, told(step.size), told(step.events), told(step.rate), step.statement) for step in view.peel
    )


def hunches(contents: ReleaseContents) -> tuple[HunchPart, ...]:
    """Return the hunches of the study, in the order in which they were written down."""
    book = Book(contents)
    return tuple(_hunch(book, view) for view in hunch_views(book))


def _hunch(book: Book, view: HunchView) -> HunchPart:
    marks, source = shared(book)
    sentence = told(view.sentence) if view.sentence is not None else None
    statements = book.of(view.hunch.id, RISK_GROUPS)
    if sentence is None:
        statements = [silenced(statement) for statement in statements]
    reason = told(view.reason)
    return HunchPart(
        id=view.hunch.id,
        title=view.hunch.text,
        sentences=(reason, sentence) if sentence else (reason,),
        rows=tuple(row(book, statement) for statement in statements) if sentence else (),
        why=reasons(book, statements),
        marks=marks,
        source=source,
        text=view.hunch.text,
        direction=view.hunch.direction,
        day=view.hunch.date,
        verdict=view.verdict,
        reason=reason,
        sentence=sentence,
    )
