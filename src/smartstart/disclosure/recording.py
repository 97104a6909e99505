"""What the ledger will remember of what is shown."""

from collections.abc import Iterable, Mapping, Sequence

from smartstart.disclosure import remembered_amounts
from smartstart.disclosure.candidates import ModelCandidate
from smartstart.disclosure.halfway import sharpest
from smartstart.disclosure.judgement import Candidate, Case
from smartstart.disclosure.ledger import Shown, ShownCount, ShownModel, ShownRatio
from smartstart.disclosure.plain import kept_limits
from smartstart.disclosure.precision import Rounded, rounded_limits, shown_limits
from smartstart.disclosure.rounding import Interval
from smartstart.disclosure.values import ShownCell, shown_model
from smartstart.release.contents import AmountStatement, ModelStatement, State, TableStatement

AnyJudged = TableStatement | ModelStatement | AmountStatement


def records(statements: Sequence[AnyJudged], case: Case, cells: Mapping[str, ShownCell]) -> Iterable[Shown]:
    """Yield the records of the statements that are shown."""
    candidates = {c.id: c for c in case.counts}
    models = {m.statement.id: m for m in case.models}
    for statement in statements:
        if statement.state is not State.SHOWN or statement.value is None:
            continue
        if isinstance(statement, ModelStatement):
            yield _model_record(statement, statement.value, models[statement.id])
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


def _model_record(statement: ModelStatement, value: float, model: ModelCandidate) -> ShownModel:
    """Return the record of an estimate, with what is the group's own in it."""
    interval = Interval(value, statement.lower or 0.0, statement.upper or 0.0)
    record = shown_model(statement, Rounded(interval, statement.precision), half=model.half)
    shown = shown_limits(value, interval.lower, interval.upper, statement.precision)
    if shown is not None:
        shown = sharpest(model, shown, rounded_limits(interval.lower, interval.upper, statement.precision))
    return record.model_copy(update={"own": kept_limits(model, shown)})


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
