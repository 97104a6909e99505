"""Pure numerics: arrays in, frozen dataclass out. Imports nothing of ours but itself."""

from smartstart.statistics.attributable import attributable_fraction, clustered_attributable_fraction
from smartstart.statistics.cluster_sums import ClusterSums
from smartstart.statistics.clustered import (
    ClusteredRatio,
    cluster_totals,
    clustered_ratio,
    clustered_risk,
    ratio_of_sums,
)
from smartstart.statistics.design_effect import largest_design_effect, risk_covariance
from smartstart.statistics.differences import newcombe
from smartstart.statistics.evidence import of_households, of_units, pairs_within_strata
from smartstart.statistics.interaction import (
    Additive,
    Interaction,
    Verdict,
    additive_interaction,
    additive_of_ratios,
    verdict,
)
from smartstart.statistics.intervals import Intervals, normal_quantile
from smartstart.statistics.mover import as_correlation, mover
from smartstart.statistics.multiplicity import holm, minus_p, westfall_young
from smartstart.statistics.proportions import wilson
from smartstart.statistics.ratios import koopman, score_statistic
from smartstart.statistics.refusals import Refusal, RegressionRefusedError, RiskAboveOneError
from smartstart.statistics.regression import Link, Regression, logistic, modified_poisson
from smartstart.statistics.shrinkage import Shrunken, dersimonian_laird, reml, shrink
from smartstart.statistics.stability import Stability, jaccard, nearest_overlap, selection_share, summarise_stability
from smartstart.statistics.standardise import Standardised, standardise

__all__ = [
    "Additive",
    "ClusterSums",
    "ClusteredRatio",
    "Interaction",
    "Intervals",
    "Link",
    "Refusal",
    "Regression",
    "RegressionRefusedError",
    "RiskAboveOneError",
    "Shrunken",
    "Stability",
    "Standardised",
    "Verdict",
    "additive_interaction",
    "additive_of_ratios",
    "as_correlation",
    "attributable_fraction",
    "cluster_totals",
    "clustered_attributable_fraction",
    "clustered_ratio",
    "clustered_risk",
    "dersimonian_laird",
    "holm",
    "jaccard",
    "koopman",
    "largest_design_effect",
    "logistic",
    "minus_p",
    "modified_poisson",
    "mover",
    "nearest_overlap",
    "newcombe",
    "normal_quantile",
    "of_households",
    "of_units",
    "pairs_within_strata",
    "ratio_of_sums",
    "reml",
    "risk_covariance",
    "score_statistic",
    "selection_share",
    "shrink",
    "standardise",
    "summarise_stability",
    "verdict",
    "westfall_young",
    "wilson",
]
