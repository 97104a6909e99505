"""The short list of one side: groups where it happens more often, or less often, on the half that is searched."""

from dataclasses import dataclass

from smartstart.vault.insight.confirming import Floor
from smartstart.vault.insight.estimates import Sample
from smartstart.vault.insight.items import Items
from smartstart.vault.insight.merging import Candidate, merged
from smartstart.vault.insight.ranking import SHORTLIST, ranked, scale_of
from smartstart.vault.insight.search import Looked, Quest, look
from smartstart.vault.insight.searching.measures import Measure, Scale
from smartstart.vault.study.analyses import RiskGroupPlan

_MEASURES = {"limit": Measure.LIMIT, "accuracy": Measure.ACCURACY, "chi_square": Measure.CHI_SQUARE}


@dataclass(frozen=True, slots=True)
class Half:
    """What a search looks at.

    Attributes:
        items: conditions over the whole cohort; likeness is of all rows.
        here: the same conditions over the sample.
        sample: the rows that are searched.
    """

    items: Items
    here: Items
    sample: Sample


@dataclass(frozen=True, slots=True)
class Sought:
    """What one side gave: its short list, what was looked at, and by which measure."""

    candidates: list[Candidate]
    looked: Looked
    scale: Scale


def sought(half: Half, plan: RiskGroupPlan, floor: Floor, low: bool, looked: Looked | None = None) -> Sought:
    """Return the short list of one side.

    Args:
        half: what is searched.
        plan: limits of the search.
        floor: the minimum on this half.
        low: seek where it happens less often.
        looked: what a search of the other side gave; a complete one need not be done again.
    """
    measure = _MEASURES[plan.measure]
    if looked is None or not looked.complete:
        quest = Quest(plan.max_conditions, floor.rows, floor.events, measure, low, SHORTLIST)
        looked = look(half.here, half.sample.event, quest)
    scale = scale_of(half.sample, looked.tried, measure, low)
    ranking = ranked(looked.groups, half.here, half.sample, scale)
    return Sought(merged(ranking, half.items, half.here, half.sample, plan.candidates, low), looked, scale)
