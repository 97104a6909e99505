"""The report: a pure function of what a release holds. Same contents, same bytes."""

from dataclasses import dataclass

from markupsafe import Markup

from smartstart.presentation import charts, dutch, look
from smartstart.presentation.figures import Figure, figure, is_shown, shown_or_withheld
from smartstart.presentation.report import findings, places, reasons
from smartstart.presentation.report.book import DROP_OFF, Book, marks
from smartstart.presentation.report.findings import FindingView
from smartstart.presentation.sentences import SILENT, RiskSentence, halved_word
from smartstart.release.contents import ReleaseContents, StudySheet, TableStatement
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
        foot=_foot(book),
    )


def plain_nothing(contents: ReleaseContents) -> str:
    """Return, as plain Dutch text, that no group was found, or that it could not be looked at; with its mark."""
    book = Book(contents)
    said = " ".join((findings.nothing_found(book), f"Het ging om groepen {book.sheet.units}."))
    return f"{said} {_about(contents.sheet)}{_marked(contents)}"


def plain_sentence(contents: ReleaseContents, subject: str) -> str:
    """Return one finding as plain Dutch text for a terminal, with its counter-numbers and its mark.

    A release without any finding says that nothing stood out, or that it could not be looked at.

    Raises:
        UsageError: the release has no finding of that name.
    """
    book = Book(contents)
    if not book.findings():
        return plain_nothing(contents)
    if subject not in book.findings():
        raise UsageError(
            f"Deze release heeft geen bevinding '{subject}'.", expected=dutch.listing(book.findings(), "of")
        )
    finding = findings.view(book, subject)
    said = f"{finding.sentence} {finding.certainty_passage}" if finding.sentence else SILENT
    return f"{dutch.sentence(finding.group)} {_about(contents.sheet)} {said}{_marked(contents)}"


def _marked(contents: ReleaseContents) -> str:
    return "".join(f" [{mark}]" for mark in marks(contents))


def _about(sheet: StudySheet) -> str:
    """Return what "this" is in a risk sentence."""
    months = "maand" if sheet.window_months == 1 else "maanden"
    return f"Het gaat om {sheet.outcome_title.lower()}, binnen {sheet.window_months} {months}."


def _foot(book: Book) -> str:
    names = dutch.listing(source.name for source in book.sheet.sources)
    day = dutch.day(book.contents.day)
    return f"Bron: {names or book.sheet.owner}. Release {book.contents.release_id}, {day}."


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
    dots_table: tuple[findings.Why, ...]
    share_table: tuple[findings.Why, ...]


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
        title=_dots_title(book, best),
        dots=charts.dots(best.sentence.risk, who=f"{units} in deze groep", identity="stippen"),
        everybody=figure(average) if known else None,
        everybody_dots=charts.dots(average, who=units, identity="stippen-allen") if known and average else None,
        share=charts.share_bar(best.sentence.outside, units=units, identity="balk"),
        dots_table=(*findings.why(book, best.id, ("risk",)), *_everybody(book, "rate")),
        share_table=(*findings.why(book, best.id, ("events", "share-outside")), *_everybody(book, "events")),
    )


def _everybody(book: Book, role: str) -> tuple[findings.Why, ...]:
    found = book.table("population", role)
    names = {
        "rate": f"Alle {book.sheet.units}: van elke 1.000",
        "events": f"Alle {book.sheet.units}: keer dat dit gebeurde",
    }
    return (findings.row(book, found, names[role]),) if found is not None else ()


def _dots_title(book: Book, finding: FindingView) -> str:
    """Return what the dots show; "vaker" only where the interval says so."""
    often = findings.direction(book.model(finding.id, "rr"))
    if not often:
        return f"Duizend {book.sheet.units}: hoeveel maakten dit mee?"
    return f"In deze groep gebeurt het {often} dan bij alle {book.sheet.units} samen"


_POLICIES = {"cbs-ra": "de regels van het CBS", "strict": "strenge regels van dit project"}


def _comparison(book: Book, every: list[FindingView]) -> Markup | None:
    rows = [row for finding in every if (row := findings.compared(finding))]
    if not any(finding.sentence for finding in every):  # an axis with only words on it is no picture
        return None
    average = book.table("population", "rate")
    return charts.comparison(rows, reference=average, units=book.sheet.units, identity="vergelijk")


@dataclass(frozen=True, slots=True)
class _Left:
    """How many were left after one step of the way to the cohort."""

    text: str
    left: object


def _drop_off(book: Book) -> list[_Left]:
    rows = []
    for step in book.sheet.drop_off:
        left: TableStatement | None = book.table(step.id, "left", DROP_OFF)
        rows.append(_Left(step.text, shown_or_withheld(left)))
    return rows


def _values(book: Book, every: list[FindingView]) -> dict[str, object]:
    answer = _answer(book, every)
    first = answer.finding.id if answer else ""
    average = book.table("population", "rate")
    stairs = answer.finding.stairs if answer else ()
    return {
        "sheet": book.sheet,
        "contents": book.contents,
        "outline": book.contents.outline,
        "marks": [str(mark) for mark in marks(book.contents)],
        "steps": Step,
        "answer": answer,
        "average": figure(average) if is_shown(average) else None,
        "staircase": charts.staircase(stairs, units=book.sheet.units, identity="trap") if len(stairs) > 1 else None,
        "comparison": _comparison(book, every),
        "compared": findings.compared_rows(book, every),
        "told": [finding for finding in every if finding.sentence is not None],
        "others": [finding for finding in every if finding.sentence is not None and finding.id != first],
        "quiet": [finding for finding in every if finding.sentence is None],
        "places": places.view(book),
        "hunches": findings.hunches(book),
        "population": findings.why(book, "population"),
        "drop_off": _drop_off(book),
        "policy": _POLICIES.get(book.contents.policy, "de regels van deze release"),
        "drop_off_period": book.period(DROP_OFF),
        "period": book.period(),
        "nothing": book.nothing_shown(),
        "nothing_found": findings.nothing_found(book),
        "halved": halved_word(book.sheet.unit, book.sheet.units),
        "reasons": reasons.in_words(book.contents.outline),
    }
