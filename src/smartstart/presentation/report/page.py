"""The report: a pure function of what a release holds. Same contents, same bytes."""

from dataclasses import dataclass

from markupsafe import Markup

from smartstart.presentation import charts, dutch, look
from smartstart.presentation.figures import Figure, figure, is_shown
from smartstart.presentation.report import (
    classes,
    findings,
    hunches,
    local,
    numbers,
    passed,
    pictures,
    places,
    reasons,
    regression,
    reinforcing,
    steps,
)
from smartstart.presentation.report.book import DROP_OFF, Book, marks
from smartstart.presentation.report.findings import FindingView
from smartstart.presentation.report.thresholds import Curve
from smartstart.presentation.sentences import SILENT, RiskSentence
from smartstart.release.contents import ReleaseContents
from smartstart.release.tables import has_kept
from smartstart.vocabulary.errors import UsageError
from smartstart.vocabulary.method import Step


def render_report(contents: ReleaseContents) -> str:
    """Return `report.html`: one file, Dutch, offline, printable, without script.

    Every number in it is a statement of the release, an outline figure or a word of the study sheet.
    """
    book = Book(contents)
    every = findings.views(book)
    body = look.render("report.html", **_values(book, every))
    return look.page(
        title=f"{contents.sheet.title} – rapport",
        body=body,
        marks=marks(contents),
        foot=book.source(),
    )


def plain_nothing(contents: ReleaseContents) -> str:
    """Return, as plain Dutch text, that no group was found, or that it could not be looked at; with its mark."""
    book = Book(contents)
    said = " ".join((findings.nothing_found(book), f"Het ging om groepen {book.sheet.units}."))
    return f"{said} {book.about()}{_marked(contents)}"


def plain_sentence(contents: ReleaseContents, subject: str) -> str:
    """Return one finding as plain Dutch text for a terminal, with its counter-numbers and its mark.

    A release without any finding says that nothing stood out, or that it could not be looked at.

    Raises:
        UsageError: the release has no finding of that name.
    """
    book = Book(contents)
    found = [*book.findings(), *book.low_findings()]
    if not found:
        return plain_nothing(contents)
    if subject not in found:
        raise UsageError(f"Deze release heeft geen bevinding '{subject}'.", expected=dutch.listing(found, "of"))
    finding = findings.view(book, subject)
    said = f"{finding.sentence} {finding.certainty_passage}" if finding.sentence else SILENT
    return f"{dutch.sentence(finding.group)} {book.about()} {said}{_marked(contents)}"


def _marked(contents: ReleaseContents) -> str:
    return "".join(f" [{mark}]" for mark in marks(contents))


@dataclass(frozen=True, slots=True)
class _Answer:
    """The finding that answers the question, with its pictures."""

    finding: FindingView
    sentence: RiskSentence
    title: str
    dots: Markup
    everybody: Figure | None
    everybody_dots: Markup | None
    share: Markup
    dots_table: tuple[numbers.Why, ...]
    share_table: tuple[numbers.Why, ...]


def _answer(book: Book, every: list[FindingView]) -> _Answer | None:
    told = [finding for finding in every if finding.sentence is not None]
    best = next((finding for finding in told if finding.confirmed), told[0] if told else None)
    if best is None or best.sentence is None:
        return None
    units = book.sheet.units
    average = book.table("population", "rate")
    known = is_shown(average)
    return _Answer(
        finding=best,
        sentence=best.sentence,
        title=pictures.dots_title(book, best.id),
        dots=charts.dots(best.sentence.risk, who=f"{units} in deze groep", identity="stippen"),
        everybody=figure(average) if known else None,
        everybody_dots=charts.dots(average, who=units, identity="stippen-allen") if known and average else None,
        share=charts.share_bar(best.sentence.outside, units=units, identity="balk"),
        dots_table=(*numbers.why(book, best.id, ("risk",)), *_everybody(book, "rate")),
        share_table=(*numbers.why(book, best.id, ("events", "share-outside")), *_everybody(book, "events")),
    )


def _everybody(book: Book, role: str) -> tuple[numbers.Why, ...]:
    found = book.table("population", role)
    names = {
        "rate": f"Alle {book.sheet.units}: van elke 1.000",
        "events": f"Alle {book.sheet.units}: keer dat dit gebeurde",
    }
    return (numbers.row(book, found, names[role]),) if found is not None else ()


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A curve along cut-offs with its finding and its picture."""

    finding: FindingView
    curve: Curve
    picture: Markup | None

    @property
    def crowded(self) -> bool:
        """Whether some dots have no number beside them."""
        return pictures.is_crowded(self.curve)

    @property
    def rows(self) -> tuple[numbers.Why, ...]:
        """Its table."""
        return tuple(
            numbers.row(self.finding.book, point.ratio, f"Grens bij {point.bound}") for point in self.curve.points
        )


def _values(book: Book, every: list[FindingView]) -> dict[str, object]:
    answer = _answer(book, every)
    first = answer.finding.id if answer else ""
    average, low = book.table("population", "rate"), findings.low_views(book)
    return {
        "sheet": book.sheet,
        "contents": book.contents,
        "outline": book.contents.outline,
        "marks": [str(mark) for mark in marks(book.contents)],
        "steps": Step,
        "answer": answer,
        "average": figure(average) if is_shown(average) else None,
        "staircase": pictures.staircase(book, answer.finding, "trap") if answer else None,
        "comparison": pictures.comparison(book, every, "vergelijk"),
        "compared": findings.compared_rows(book, every),
        "told": [finding for finding in every if finding.sentence is not None],
        "others": [finding for finding in every if finding.sentence is not None and finding.id != first],
        "quiet": [finding for finding in (*every, *low) if finding.sentence is None],
        "low": [finding for finding in low if finding.sentence is not None],
        "curves": [_Drawn(f, c, pictures.threshold(c, c.subject)) for f in (*every, *low) for c in f.curves],
        "places": places.view(book),
        "classes": classes.views(book),
        "municipalities": local.views(book),
        "together": reinforcing.views(book),
        "sum": reinforcing.what_the_sum_is(book),
        "models": regression.views(book),
        "hunches": hunches.views(book),
        "population": numbers.why(book, "population"),
        "drop_off": steps.drop_off(book),
        "policy": reasons.policy_words(book.contents.policy),
        "drop_off_period": book.period(DROP_OFF),
        "period": book.period(),
        "nothing": book.nothing_shown(),
        "nothing_found": findings.nothing_found(book),
        "passed": passed.passed(book),
        "because": f"{passed.BECAUSE}. {passed.BESIDE}",
        "reasons": reasons.in_words(book.contents.outline),
        "kept": has_kept(book.contents.statements),
    }
