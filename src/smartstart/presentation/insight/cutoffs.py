"""How findings move with the cut-offs in them, as parts of a page: one per finding and factor."""

from smartstart.presentation import dutch
from smartstart.presentation.insight.found_parts import CurvePart
from smartstart.presentation.insight.parts import told
from smartstart.presentation.insight.rows import reason, row, shared, silenced
from smartstart.presentation.report import findings, numbers, pictures, thresholds
from smartstart.presentation.report.book import THRESHOLDS, Book
from smartstart.release.contents import ReleaseContents, Statement


def cutoffs(contents: ReleaseContents, *, identity: str = "") -> tuple[CurvePart, ...]:
    """Return the curves of all findings, in their order. Of a finding that cannot be told the numbers stay silent."""
    book = Book(contents)
    return tuple(
        _part(book, view, curve, identity)
        for view in (*findings.views(book), *findings.low_views(book))
        for curve in thresholds.curves(book, view.id)
    )


def _part(book: Book, view: findings.FindingView, curve: thresholds.Curve, identity: str) -> CurvePart:
    silent = view.sentence is None
    named = [
        (statement, f"Grens bij {point.bound}: {numbers.role_words(book, statement).lower()}")
        for place, point in enumerate(curve.points, start=1)
        for statement in _of(book, f"{curve.subject}-{place}", silent)
    ]
    marks, source = shared(book)
    return CurvePart(
        id=f"grens-{curve.subject}",
        title=curve.title,
        sentences=() if silent else (told(curve.sentence),),
        rows=tuple(row(book, s, words) for s, words in named if s.role == "ratio"),
        why=tuple(reason(book, s, words) for s, words in named),
        marks=marks,
        source=source,
        finding=view.id,
        group=dutch.capital(view.group),
        picture=None if silent else pictures.threshold(curve, f"{identity}grens-{curve.subject}"),
    )


def _of(book: Book, subject: str, silent: bool) -> list[Statement]:
    found = book.of(subject, THRESHOLDS)
    return [silenced(statement) for statement in found] if silent else found
