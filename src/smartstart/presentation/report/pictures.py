"""The pictures that belong to findings, with titles that say exactly what the interval allows."""

from collections.abc import Sequence

from markupsafe import Markup

from smartstart.presentation import charts, curves
from smartstart.presentation.report import findings
from smartstart.presentation.report.book import Book
from smartstart.presentation.report.findings import FindingView
from smartstart.presentation.report.thresholds import Curve
from smartstart.presentation.sentences import RiskSentence


def dots_title(book: Book, subject: str) -> str:
    """Return what the dots show; "vaker" only where the interval says so."""
    often = findings.direction(book.model(subject, "rr"))
    if not often:
        return f"Duizend {book.sheet.units}: hoeveel maakten dit mee?"
    return f"In deze groep gebeurt het {often} dan bij alle {book.sheet.units} samen"


def share_title(sentence: RiskSentence) -> str:
    """Return what the bar of all units with the outcome shows."""
    return f"{sentence.share_outside} van de {sentence.units} die dit meemaakten, hoort niet bij deze groep"


def staircase(book: Book, finding: FindingView, identity: str) -> Markup | None:
    """Return the peel of a finding; None when there is no step from everybody to the group."""
    if len(finding.stairs) < 2:
        return None
    return charts.staircase(finding.stairs, units=book.sheet.units, identity=identity)


def comparison(book: Book, every: Sequence[FindingView], identity: str) -> Markup | None:
    """Return all findings beside each other; None when nothing may be said about any of them."""
    if not any(finding.sentence for finding in every):  # an axis with only words on it is no picture
        return None
    rows = [row for finding in every if (row := findings.compared(finding))]
    average = book.table("population", "rate")
    return charts.comparison(rows, reference=average, units=book.sheet.units, identity=identity)


def is_crowded(curve: Curve) -> bool:
    """Tell whether the drawing of a curve leaves numbers to its table."""
    return curves.crowded(_spots(curve))


def _spots(curve: Curve) -> list[curves.Spot]:
    return [curves.Spot(point.bound, point.ratio, point.chosen) for point in curve.points]


def threshold(curve: Curve, identity: str) -> Markup | None:
    """Return how a ratio moves along cut-offs; None when none of it is shown."""
    return curves.curve(_spots(curve), title=f"Verloop langs de grens: {curve.title.lower()}", identity=identity)
