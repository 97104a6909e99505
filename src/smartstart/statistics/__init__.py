"""Pure numerics: arrays in, frozen dataclass out. Imports nothing of ours but itself."""

from smartstart.statistics.clustered import ClusteredRatio, cluster_totals, clustered_ratio, clustered_risk
from smartstart.statistics.differences import newcombe
from smartstart.statistics.intervals import Intervals
from smartstart.statistics.multiplicity import holm
from smartstart.statistics.proportions import wilson
from smartstart.statistics.ratios import koopman

__all__ = [
    "ClusteredRatio",
    "Intervals",
    "cluster_totals",
    "clustered_ratio",
    "clustered_risk",
    "holm",
    "koopman",
    "newcombe",
    "wilson",
]
