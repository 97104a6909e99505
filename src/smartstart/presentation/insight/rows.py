"""One statement as a row of a table, and as the answer to "waarom zeggen we dit?"."""

from collections.abc import Iterable

from smartstart.presentation import dutch
from smartstart.presentation.figures import shown_or_withheld
from smartstart.presentation.insight.parts import Row, Why, told
from smartstart.presentation.report import findings, hunches, local, numbers
from smartstart.presentation.report.book import DROP_OFF, LOCAL, RISK_GROUPS, THRESHOLDS, Book, marks
from smartstart.presentation.sentences import halved_word
from smartstart.release.contents import (
    OF_COMBINATIONS,
    AmountStatement,
    AmountStatistic,
    Counted,
    ModelStatement,
    OpenStatement,
    ReleaseContents,
    State,
    Statement,
    Statistic,
    TableStatement,
)

_PRECISION = {"2 significant digits": "twee cijfers die tellen", "whole number": "hele getallen"}
_MEASURES = {
    "relative_risk": "keer",
    "odds_ratio": "keer de kansverhouding",
    "risk_per_1000": "van elke 1.000",
    "risk_difference_per_1000": "van elke 1.000 meer of minder",
    "smoothed": "van elke 1.000, gladgestreken",
    "expected": "berekend, niet geteld",
    "adjusted_ratio": "keer het verwachte aantal",
    "adjusted_odds_ratio": "keer de kansverhouding, naast de andere kenmerken bekeken",
    "adjusted_relative_risk": "keer, naast de andere kenmerken bekeken",
    "adjusted_risk_per_1000": "van elke 1.000, naast de andere kenmerken bekeken",
    "coefficient": "coëfficiënt",
    "standard_error": "standaardfout",
    "design_effect": "keer de spreiding zonder samenhang",
    "stability_share": "procent van de herhalingen",
}
_RATIOS = {
    Statistic.RATE: "van elke 1.000",
    Statistic.SHARE: "procent",
    Statistic.OUTSIDE: "procent",
    Statistic.RATIO: "keer",
    Statistic.EXPECTED: "keer, naar verwachting",
    Statistic.CONTRAST: "meer of minder dan de som, van elke 1.000",
    Statistic.THREE_WAY: "meer of minder door de derde, van elke 1.000",
    Statistic.RERI: "keer het cijfer van wie geen van beide heeft",
    Statistic.ATTRIBUTABLE: "deel van het cijfer van wie allebei heeft",
    Statistic.SYNERGY: "keer de som van elk apart",
    Statistic.LIFT: "keer zo vaak samen als bij toeval",
}
_AMOUNTS = {
    AmountStatistic.SUM: "som van {}",
    AmountStatistic.MEAN: "gemiddelde {}",
    AmountStatistic.QUANTILE: "hoogstens zoveel {}",
}
_COMPARING = (
    "relative_risk",
    "odds_ratio",
    "risk_difference_per_1000",
    "adjusted_odds_ratio",
    "adjusted_relative_risk",
)
_SURE = "Daar ligt het echte cijfer bijna altijd tussen."
_KEPT = "Dit aantal staat er zoals eerder getoond. Het kan sindsdien iets veranderd zijn, hooguit tot deze grenzen."
_EXPECTED = "Daar ligt het verwachte aantal bijna altijd tussen. Het echte aantal kan door toeval anders zijn."
_ROUNDED = "Zo ver kan het cijfer verschoven zijn doordat aantallen zijn afgerond."


def row(book: Book, statement: Statement, label: str = "") -> Row:
    """Return a statement as a row; `label` replaces the usual words."""
    return Row(
        statement=statement.id,
        label=label or numbers.role_words(book, statement),
        value=told(shown_or_withheld(statement)),
        interval=str(numbers.interval_of(statement)),
        unit=unit_of(book, statement),
        number=statement.value,
        lower=statement.lower,
        upper=statement.upper,
    )


def unit_of(book: Book, statement: Statement) -> str:
    """Return what the bare number of a statement is."""
    if isinstance(statement, ModelStatement):
        return _MEASURES.get(statement.measure, statement.measure)
    if isinstance(statement, AmountStatement):
        return _AMOUNTS[statement.statistic].format(statement.amount)
    if not isinstance(statement, TableStatement):
        return statement.unit
    if statement.statistic is Statistic.COUNT:
        units = book.sheet.units
        kinds = {Counted.EVENTS: "keer", Counted.HOUSEHOLDS: "huishoudens", Counted.PERSONS: f"verschillende {units}"}
        return kinds.get(statement.counted or Counted.ROWS, units)
    return _RATIOS.get(statement.statistic, book.sheet.units)


def reason(book: Book, statement: Statement, label: str = "") -> Why:
    """Return everything that a statement tells about its number."""
    model = statement if isinstance(statement, ModelStatement) else None
    table = statement if isinstance(statement, TableStatement) else None
    shown = row(book, statement, label)
    return Why(
        row=shown,
        group=dutch.capital(book.phrase(statement.predicate)),
        beside=_beside(book, model) if model else "",
        period=dutch.period(statement.period),
        population=_population(book, statement),
        made=numbers.how_made(statement),
        precision=_PRECISION.get(model.precision, model.precision) if model else "",
        rounding=_rounding(table) if table else "",
        means=_means(statement) if shown.interval else "",
        confirmed=_confirmed(book, model) if model else "",
        rests_on=table.of if table else (),
    )


def reasons(book: Book, statements: Iterable[Statement]) -> tuple[Why, ...]:
    """Return the reasons of several statements, in their order."""
    return tuple(reason(book, statement) for statement in statements)


def silenced(statement: Statement) -> Statement:
    """Return a statement without its numbers: of a group about which no whole sentence can be told, none is told."""
    return statement.model_copy(update={"state": State.WITHHELD, "value": None, "lower": None, "upper": None})


def why(contents: ReleaseContents, statement: str) -> Why | None:
    """Return why one number of a release is said; None when the release has no such statement."""
    found = next((s for s in contents.statements if s.id == statement), None)
    if found is None or isinstance(found, OpenStatement):
        return open_reason(found) if found else None
    book = Book(contents)
    return reason(book, silenced(found) if _is_silent(book, found) else found)


def _is_silent(book: Book, statement: Statement) -> bool:
    """Return whether a statement is about a finding or hunch that cannot be told as a whole sentence."""
    if statement.analysis == LOCAL and statement.role == local.EXPECTED:
        return findings.view(book, local.finding_of(statement.subject)).sentence is None
    if statement.analysis == THRESHOLDS:
        return findings.view(book, statement.subject.partition("-")[0]).sentence is None
    if statement.analysis != RISK_GROUPS:
        return False
    if statement.subject in (*book.findings(), *book.low_findings()):
        return findings.view(book, statement.subject).sentence is None
    return any(view.hunch.id == statement.subject and view.sentence is None for view in hunches.views(book))


def open_reason(statement: OpenStatement) -> Why:
    """Return why a public figure is said: by its source, which rounded and checked it itself."""
    known = statement.value is not None
    value = dutch.rate(statement.value) if statement.value is not None else statement.reliability
    shown = Row(
        statement.id,
        f"{statement.indicator}, {statement.area}",
        told(value),
        "",
        statement.unit,
        statement.value,
        None,
        None,
    )
    return Why(
        row=shown,
        group=statement.area,
        beside="",
        period=dutch.period(statement.period),
        population="",
        made=f"openbaar cijfer van {statement.source}" + (f", {statement.reliability}" if known else ""),
        precision="",
        rounding="",
        means="",
        confirmed="",
        rests_on=(),
    )


def shared(book: Book) -> tuple[tuple[str, ...], str]:
    """Return the marks and the source line that every part of a release carries."""
    return tuple(str(mark) for mark in marks(book.contents)), book.source()


def _beside(book: Book, statement: ModelStatement) -> str:
    if statement.measure not in _COMPARING:
        return ""
    if statement.reference.conditions:
        return book.phrase(statement.reference)
    return f"alle andere {book.sheet.units}" if statement.predicate.conditions else f"alle {book.sheet.units}"


def _population(book: Book, statement: Statement) -> str:
    # A step of the drop-off is about one day only, and nothing was looked for after it.
    who = book.everybody if statement.analysis != DROP_OFF else book.people
    return f"{who} ({statement.population})"


def _means(statement: Statement) -> str:
    if isinstance(statement, ModelStatement):
        return _SURE
    if isinstance(statement, TableStatement) and statement.statistic is Statistic.EXPECTED:
        return _EXPECTED
    if isinstance(statement, TableStatement) and statement.statistic in OF_COMBINATIONS:
        return _SURE
    return _KEPT if isinstance(statement, TableStatement) and statement.kept else _ROUNDED


def _rounding(statement: TableStatement) -> str:
    if statement.of:
        return "berekend met afgeronde aantallen"
    return f"afgerond op veelvouden van {statement.rounded_to}" if statement.rounded_to > 1 else ""


def _confirmed(book: Book, statement: ModelStatement) -> str:
    if statement.confirmed is None:
        return ""
    halved = halved_word(book.sheet.unit, book.sheet.units)
    return f"teruggezien bij {halved} waarin niet gezocht was" if statement.confirmed else "niet bevestigd"
