"""What the ledger will remember of what is shown."""

from collections.abc import Iterable, Mapping, Sequence

from smartstart.disclosure import remembered_amounts
from smartstart.disclosure.judgement import Candidate, Case
from smartstart.disclosure.ledger import Shown, ShownCount, ShownRatio
from smartstart.disclosure.precision import Rounded
from smartstart.disclosure.rounding import Interval
from smartstart.disclosure.values import ShownCell, shown_model
from smartstart.release.contents import AmountStatement, ModelStatement, State, TableStatement

AnyJudged = TableStatement | ModelStatement | AmountStatement


def records(statements: Sequence[AnyJudged], case: Case, cells: Mapping[str, ShownCell]) -> Iterable[Shown]:
    """Yield the records of the statements that are shown."""
    candidates = {c.id: c for c in case.counts}
    halves = {m.statement.id for m in case.models if m.half}
    for statement in statements:
        if statement.state is not State.SHOWN or statement.value is None:
            continue
        if isinstance(statement, ModelStatement):
            interval = Interval(statement.value, statement.lower or 0.0, statement.upper or 0.0)
            yield shown_model(statement, Rounded(interval, statement.precision), half=statement.id in halves)
        elif isinstance(statement, AmountStatement):
            interval = Interval(statement.value, statement.lower or 0.0, statement.upper or 0.0)
            yield remembered_amounts.record(statement, interval)
        elif statement.id in candidates:
            yield _count_record(candidates[statement.id], cells[statement.id])
        else:
            yield ShownRatio(
                id=statement.id,
                population=statement.population,
                predicate=statement.predicate,
                statistic=statement.statistic,
                of=statement.of,
                value=statement.value,
            )


def _count_record(candidate: Candidate, cell: ShownCell) -> ShownCount:
    key = candidate.key
    return ShownCount(
        id=candidate.id,
        room=key.room,
        unit=key.unit,
        population=key.population,
        period=key.period,
        predicate=key.predicate,
        counted=key.counted,
        half=key.half,
        value=cell.shown.value,
        base=cell.base,
    )
