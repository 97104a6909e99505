"""Can the factors of a study answer what it asks: known from the question alone, so told before any file is read."""

from smartstart.release.contents import Dimension
from smartstart.vault.cohort.factors import check_factors
from smartstart.vault.export import breakdowns, neighbours
from smartstart.vault.export.sheet import hunch_predicates
from smartstart.vault.export.submission import check_sensitive
from smartstart.vault.run import insights
from smartstart.vault.sources.levels import dimension_of
from smartstart.vault.study.model import Study
from smartstart.vault.study.table import TableData
from smartstart.vocabulary.errors import StudyError


def require_answerable(study: Study) -> tuple[Dimension, ...]:
    """Return the dimensions of a study on registers or on a table of the user's own, when they answer all it asks.

    Raises:
        StudyError: a hunch, an analysis or `release.sensitive` names a factor or level that is not there; a
            neighbour is no municipality that the study asks figures of; or the study is on open figures.
    """
    dimensions, outcome = _declared(study)
    hunch_predicates(study, dimensions)
    check_sensitive(study, dimensions, outcome)
    breakdowns.check(study.risk_groups, dimensions)
    neighbours.check(study.risk_groups)
    insights.check(study, dimensions)
    return dimensions


def _declared(study: Study) -> tuple[tuple[Dimension, ...], str]:
    if isinstance(study.data, TableData):
        return tuple(map(dimension_of, study.data.factors)), study.data.outcome.name
    if study.cohort is None:
        raise StudyError("Deze studie heeft geen registers en geen tabel.", where="data.source")
    return tuple(factor.dimension for factor in check_factors(study.cohort.factors)), study.cohort.outcome
