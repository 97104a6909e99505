"""Numbers computed from numbers that are shown: they tell a reader nothing that he could not compute himself.

Ratios come from shown counts. An **expected number** is a shown local size at a shown risk: how many events there
would be in a small part if the risk of the larger group held there too. It says nothing of what was counted in that
part, and is withheld with either of the two. What conditions do **together** comes from the shown counts of all their
combinations and a shown design effect (`combined`), and is withheld with any of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from smartstart.disclosure.candidates import RatioCandidate
from smartstart.disclosure.combined import OF_RATES, OF_SIZES, lift, of_rates
from smartstart.disclosure.rounding import Interval, expected, per_date, ratio
from smartstart.disclosure.values import ShownCell
from smartstart.release.contents import ModelStatement, State, Statistic, TableStatement


@dataclass(frozen=True, slots=True)
class Sources:
    """What may be computed from.

    Attributes:
        cells: what is shown of each count that is not withheld, by id.
        estimates: the estimates as released, by id; withheld ones too.
        decimals: of ratios.
        dates: the number of reference dates.
    """

    cells: Mapping[str, ShownCell]
    estimates: Mapping[str, ModelStatement]
    decimals: int
    dates: int


def derived_value(candidate: RatioCandidate, sources: Sources) -> Interval | None:
    """Return a number computed from shown ones; None when one of them is withheld or a denominator may be nought."""
    statement = candidate.statement
    if statement.statistic is Statistic.EXPECTED:
        return _expected(statement.of[0], sources.estimates.get(statement.of[1]), sources)
    if statement.statistic in OF_RATES:
        return _together(statement, sources)
    if any(i not in sources.cells for i in statement.of):
        return None
    shown = [sources.cells[i].shown for i in statement.of]
    if statement.statistic is Statistic.PER_DATE:
        return per_date(shown[0], max(1, sources.dates))
    if statement.statistic in OF_SIZES:
        return lift(shown)
    return ratio(statement.statistic, shown, sources.decimals)


def _together(statement: TableStatement, sources: Sources) -> Interval | None:
    *counts, design = statement.of
    effect = sources.estimates.get(design)
    if effect is None or effect.state is not State.SHOWN or effect.upper is None:
        return None
    if any(i not in sources.cells for i in counts):
        return None
    shown = [sources.cells[i].shown for i in counts]
    return of_rates(statement.statistic, shown, effect.upper, sources.decimals)


def _expected(size: str, risk: ModelStatement | None, sources: Sources) -> Interval | None:
    if size not in sources.cells or risk is None or risk.state is not State.SHOWN:
        return None
    if risk.value is None or risk.lower is None or risk.upper is None:
        return None
    return expected(sources.cells[size].shown, Interval(risk.value, risk.lower, risk.upper))
