"""What must hold between the members of a release, whoever made it."""

from collections.abc import Iterable, Iterator

from smartstart.release.contents import (
    OF_COMBINATIONS,
    AmountStatement,
    AmountStatistic,
    AnyStatement,
    Counted,
    ModelStatement,
    OpenStatement,
    Outline,
    Predicate,
    State,
    Statement,
    Statistic,
    StudySheet,
    TableStatement,
)

_OPERANDS = {
    Statistic.COUNT: 0,
    Statistic.RATE: 2,
    Statistic.SHARE: 2,
    Statistic.OUTSIDE: 2,
    Statistic.RATIO: 4,
    Statistic.EXPECTED: 2,
    Statistic.PER_DATE: 1,
    Statistic.LIFT: 4,
    Statistic.CONTRAST: 9,
    Statistic.RERI: 9,
    Statistic.ATTRIBUTABLE: 9,
    Statistic.SYNERGY: 9,
    Statistic.THREE_WAY: 17,
}
_LAST_IS_AN_ESTIMATE = {Statistic.EXPECTED: "risk_per_1000"} | dict.fromkeys(OF_COMBINATIONS, "design_effect")


def problems(sheet: StudySheet, statements: tuple[AnyStatement, ...], outline: Outline) -> Iterator[tuple[str, str]]:
    """Yield each problem as the id it is about and a Dutch sentence."""
    ids = [s.id for s in statements]
    if ids != sorted(set(ids)):
        yield "statements.json", "de uitspraken staan niet op volgorde van naam, of een naam staat er twee keer"
    levels = {d.name: {level.code for level in d.levels} for d in sheet.dimensions}
    by_id = {s.id: s for s in statements}
    for hunch in sheet.hunches:
        if not _declared(hunch.predicate, levels):
            yield f"study.json, {hunch.id}", "een vermoeden gebruikt een kenmerk of waarde die de studie niet noemt"
    for statement in statements:
        problem = _problem(statement, by_id, levels)
        if problem:
            yield statement.id, problem
    if not _adds_up(outline, statements):
        yield "outline.json", "de aantallen uitspraken kloppen niet met de uitspraken zelf"


def _problem(statement: AnyStatement, by_id: dict[str, AnyStatement], levels: dict[str, set[str]]) -> str:
    if isinstance(statement, OpenStatement):
        return ""
    if f"{statement.analysis}/{statement.subject}/{statement.role}" != statement.id:
        return "de naam past niet bij onderzoek, onderwerp en rol"
    if not _declared(statement.predicate, levels):
        return "de groep gebruikt een kenmerk of waarde die de studie niet noemt"
    if isinstance(statement, ModelStatement) and not _declared(statement.reference, levels):
        return "de vergelijkingsgroep gebruikt een kenmerk of waarde die de studie niet noemt"
    return _value_problem(statement) or _kind_problem(statement, by_id)


def _kind_problem(statement: TableStatement | ModelStatement | AmountStatement, by_id: dict[str, AnyStatement]) -> str:
    if isinstance(statement, TableStatement):
        return _table_problem(statement, by_id)
    return _amount_problem(statement, by_id) if isinstance(statement, AmountStatement) else ""


def _value_problem(statement: TableStatement | ModelStatement | AmountStatement) -> str:
    numbers = (statement.value, statement.lower, statement.upper)
    if statement.state is State.WITHHELD:
        return "" if numbers == (None, None, None) else "er staat een getal, terwijl er niets getoond mag worden"
    if statement.value is None:
        return "er hoort een getal te staan"
    low = statement.value if statement.lower is None else statement.lower
    high = statement.value if statement.upper is None else statement.upper
    return "" if low <= statement.value <= high else "het getal ligt niet tussen zijn grenzen"


def _table_problem(statement: TableStatement, by_id: dict[str, AnyStatement]) -> str:
    if len(statement.of) != _OPERANDS[statement.statistic]:
        return "de verhouding noemt niet het goede aantal tellingen"
    if statement.kept and (statement.statistic is not Statistic.COUNT or statement.state is State.WITHHELD):
        return "alleen een getoonde telling kan er staan zoals eerder getoond"
    if statement.statistic is Statistic.COUNT:
        return _count_problem(statement)
    return _operand_problem(statement, by_id, "de verhouding")


def _operand_problem(statement: TableStatement | AmountStatement, by_id: dict[str, AnyStatement], what: str) -> str:
    for place, name in enumerate(statement.of):
        count = by_id.get(name)
        if not _can_carry(statement, place, count):
            return f"{what} rust op een telling die er niet is"
        if statement.state is State.SHOWN and isinstance(count, Statement) and count.state is State.WITHHELD:
            return f"{what} wordt getoond, terwijl een telling eronder niet getoond mag worden"
    return ""


def _can_carry(statement: TableStatement | AmountStatement, place: int, under: AnyStatement | None) -> bool:
    """Return whether a number can be computed from this one: a count of the right kind, or the estimate that goes last:
    the risk at which an expectation is made, the design effect that widens an interval."""
    last = place == len(statement.of) - 1
    if isinstance(statement, TableStatement) and statement.statistic in _LAST_IS_AN_ESTIMATE and last:
        return isinstance(under, ModelStatement) and under.measure == _LAST_IS_AN_ESTIMATE[statement.statistic]
    if not isinstance(under, TableStatement) or under.statistic is not Statistic.COUNT:
        return False
    if statement.statistic in OF_COMBINATIONS:
        return under.counted is (Counted.ROWS if place % 2 else Counted.EVENTS)
    return statement.statistic is not Statistic.LIFT or under.counted is Counted.ROWS


def _amount_problem(statement: AmountStatement, by_id: dict[str, AnyStatement]) -> str:
    if (statement.share is not None) is not (statement.statistic is AmountStatistic.QUANTILE):
        return "een kwantiel hoort te zeggen welk deel eronder ligt, en een ander bedrag niet"
    if statement.share in (0.0, 1.0):
        return "een laagste of hoogste waarde hoort nooit in een vrijgave"
    if len(statement.of) != 1:
        return "het bedrag noemt niet de telling van zijn groep"
    return _operand_problem(statement, by_id, "het bedrag")


def _count_problem(statement: TableStatement) -> str:
    if not isinstance(statement.counted, Counted):
        return "er staat niet bij wat er geteld is"
    if statement.value is None:
        return ""
    whole = statement.value >= 0 and statement.value == int(statement.value)
    rounded = statement.rounded_to >= 1 and int(statement.value) % max(statement.rounded_to, 1) == 0
    return "" if whole and rounded else "de telling is geen afgerond heel getal"


def _declared(predicate: Predicate, levels: dict[str, set[str]]) -> bool:
    factors = [c.factor for c in predicate.conditions]
    known = all(c.factor in levels and set(c.levels) <= levels[c.factor] for c in predicate.conditions)
    return known and len(set(factors)) == len(factors)


def _adds_up(outline: Outline, statements: Iterable[AnyStatement]) -> bool:
    judged = [s for s in statements if not isinstance(s, OpenStatement)]
    shown = sum(s.state is State.SHOWN for s in judged)
    return (outline.asked, outline.released, outline.withheld) == (len(judged), shown, len(judged) - shown)
