"""Do two factors together go with more cases than the sum of each alone? On the additive scale, per combination.

With p_ij the risk where the first factor is at level i and the second at level j:

- interaction contrast IC = p11 - p10 - p01 + p00, per 1,000 units: the readable number;
- RERI = IC / p00, the same in risks of the reference; AP = IC / p11, as a share of the risk of who has both;
- synergy S = (p11 - p00) / ((p10 - p00) + (p01 - p00)).

Sources: Rothman 1976, AJE 103:506; Hosmer and Lemeshow 1992, Epidemiology 3:452; limits by MOVER after Zou 2008, AJE
168:212 (S on the log scale, as there). RERI, AP and S only mean something when no factor protects, so the combination
with the lowest risk becomes the reference (Knol et al. 2011, Eur J Epidemiol 26:433). That choice looks at the data;
the limits do not know it, which matters where the two lowest risks hardly differ.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smartstart.statistics.evidence import Evidence
from smartstart.statistics.intervals import FloatArray, Intervals, normal_quantile
from smartstart.statistics.mover import as_correlation, mover

REFERENCE, SECOND, FIRST, BOTH = 0, 1, 2, 3  # combinations 00, 01, 10, 11 in the order of the flattened 2 x 2 axes


class Verdict(IntEnum):
    """What the limits of the interaction contrast allow to say."""

    UNCLEAR = 0
    ABOUT_THE_SUM = 1
    MORE_THAN_THE_SUM = 2
    LESS_THAN_THE_SUM = 3


@dataclass(frozen=True, slots=True)
class Additive:
    """How far two factors together go beyond their sum, in three measures of one shape; what is undefined is nan.

    Attributes:
        reri: relative excess risk due to interaction, in risks of the reference; 0 is exactly the sum.
        attributable: AP, as a share of the risk of who has both factors; 0 is exactly the sum.
        synergy: S, a ratio of excesses; 1 is exactly the sum.
    """

    reri: Intervals
    attributable: Intervals
    synergy: Intervals


@dataclass(frozen=True, slots=True)
class Interaction:
    """Two factors together, table by table.

    Attributes:
        risks: per unit, shape (..., 2, 2), in the recoded order: [..., 0, 0] is the combination of lowest risk.
        flipped: shape (..., 2): the first or second factor was turned round to get there.
        contrast: IC per 1,000 units, shape (...).
        additive: RERI, AP and S, shape (...).
    """

    risks: Intervals
    flipped: NDArray[np.bool_]
    contrast: Intervals
    additive: Additive


def additive_interaction(evidence: Evidence, level: float = 0.95, *, recode: bool = True) -> Interaction:
    """Return contrast, RERI, AP and S of 2 x 2 tables of combinations (Rothman 1976; limits by Zou 2008).

    Args:
        evidence: from `of_units` (independent units) or `of_households` (units of one household resemble each other).
        level: confidence level.
        recode: make the combination of lowest risk the reference; the first one in the order 00, 01, 10, 11 at a tie.

    Returns:
        Interaction, a number of each kind per table: of the shape of the counts without their last two axes (of
        households: three). An empty combination leaves all of its table undefined (nan). A reference without events
        leaves RERI undefined; a combination without events leaves S undefined.

    Raises:
        ValueError: the level is not between 0 and 1.
    """
    order, flipped = _order(evidence.risk, recode=recode)
    found = evidence.ordered(order)
    risks = found.risks(level)
    covariance = found.log_covariance()
    contrast = mover([1000.0, -1000.0, -1000.0, 1000.0], risks, as_correlation(covariance))
    additive = Additive(
        _sum_of_ratios(found, covariance, REFERENCE, (BOTH, FIRST, SECOND), (1.0, -1.0, -1.0), level),
        _sum_of_ratios(found, covariance, BOTH, (REFERENCE, FIRST, SECOND), (1.0, -1.0, -1.0), level),
        _synergy(found.risk, covariance, level),
    )
    square = (*flipped.shape[:-1], 2, 2)
    shaped = Intervals(*(part.reshape(square) for part in (risks.value, risks.lower, risks.upper)))
    return Interaction(shaped, flipped, contrast, additive)


def additive_of_ratios(log_ratios: ArrayLike, covariance: ArrayLike, level: float = 0.95) -> Additive:
    """Return RERI, AP and S from log relative risks (or log odds ratios of a rare outcome), as a regression gives them.

    As Hosmer and Lemeshow 1992, with limits by MOVER (Zou 2008) instead of the delta method.

    Args:
        log_ratios: shape (..., 3): first factor only, second factor only, both; each against neither.
        covariance: of these, shape (..., 3, 3).
        level: confidence level.

    Returns:
        Additive, without any recoding: S is nan where both factors or their sum do not raise the risk.

    Raises:
        ValueError: the level is not between 0 and 1.
    """
    logs = np.asarray(log_ratios, dtype=np.float64)[..., [1, 0, 2]]
    given = np.asarray(covariance, dtype=np.float64)[..., [1, 0, 2], :][..., :, [1, 0, 2]]
    logs = np.concatenate([np.zeros((*logs.shape[:-1], 1)), logs], axis=-1)
    full = np.zeros((*given.shape[:-2], 4, 4))
    full[..., 1:, 1:] = given
    parts = [
        _plus_one(_mover_of_logs(logs, full, base, others, level))
        for base, others in ((REFERENCE, (BOTH, FIRST, SECOND)), (BOTH, (REFERENCE, FIRST, SECOND)))
    ]
    return Additive(parts[0], parts[1], _synergy(np.exp(logs), full, level))


def verdict(contrast: Intervals, margin: ArrayLike) -> NDArray[np.int8]:
    """Return a `Verdict` per contrast.

    "About the sum" is a finding, not the absence of one: the whole interval must lie within the margin, also when it
    lies beside nought. Source: the rule of an equivalence test by intervals (Schuirmann 1987, J Pharmacokinet Biopharm
    15:657), on the contrast.

    Args:
        contrast: interaction contrasts per 1,000, shape (...).
        margin: how many cases per 1,000 more or less still count as "about the sum"; a choice of the study, above 0.

    Returns:
        Shape (...), the numbers of `Verdict`; limits that are nan are unclear.

    Raises:
        ValueError: a margin is not above 0.
    """
    limit = np.asarray(margin, dtype=np.float64)
    if not (limit > 0).all():
        raise ValueError("the margin for 'about the sum' must be above 0 per 1,000")
    about = (contrast.lower > -limit) & (contrast.upper < limit)
    found = np.select(
        [about, contrast.lower > 0, contrast.upper < 0],
        [Verdict.ABOUT_THE_SUM, Verdict.MORE_THAN_THE_SUM, Verdict.LESS_THAN_THE_SUM],
        Verdict.UNCLEAR,
    )
    return np.asarray(found, dtype=np.int8)


def _order(risk: FloatArray, *, recode: bool) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return for each table the combinations in their new order, shape (..., 4), and what was turned round."""
    lowest = np.argmin(np.where(np.isnan(risk), np.inf, risk), axis=-1) if recode else np.zeros(risk.shape[:-1], int)
    flipped = np.stack([lowest >> 1, lowest & 1], axis=-1).astype(bool)
    return np.arange(4) ^ lowest[..., None], flipped


def _sum_of_ratios(
    found: Evidence,
    covariance: FloatArray,
    base: int,
    others: tuple[int, int, int],
    signs: tuple[float, float, float],
    level: float,
) -> Intervals:
    ratios = [found.ratio(other, base, level) for other in others]
    parts = Intervals(*(np.stack([getattr(r, name) for r in ratios], axis=-1) for name in ("value", "lower", "upper")))
    return _plus_one(mover(signs, parts, _ratio_correlation(covariance, base, others)))


def _mover_of_logs(
    logs: FloatArray, covariance: FloatArray, base: int, others: tuple[int, int, int], level: float
) -> Intervals:
    between = _between(covariance, base, others)
    middle = logs[..., list(others)] - logs[..., [base]]
    half = normal_quantile(level) * np.sqrt(np.einsum("...ii->...i", between))
    parts = Intervals(np.exp(middle), np.exp(middle - half), np.exp(middle + half))
    return mover((1.0, -1.0, -1.0), parts, as_correlation(between))


def _between(covariance: FloatArray, base: int, others: tuple[int, int, int]) -> FloatArray:
    """Return the covariance of the logs of the ratios others : base, shape (..., 3, 3)."""
    contrasts = np.zeros((3, 4))
    contrasts[np.arange(3), list(others)] = 1.0
    contrasts[:, base] = -1.0
    between: FloatArray = contrasts @ covariance @ contrasts.T
    return between


def _ratio_correlation(covariance: FloatArray, base: int, others: tuple[int, int, int]) -> FloatArray:
    """Return the correlations of the ratios; a combination without events (infinite variance) has none."""
    infinite = np.isinf(np.einsum("...ii->...i", covariance))
    finite = np.where(infinite[..., :, None] | infinite[..., None, :], 0.0, covariance)
    known = as_correlation(_between(finite, base, others))
    lost = infinite[..., list(others)]
    kept: FloatArray = np.where((lost[..., :, None] | lost[..., None, :]) & ~np.eye(3, dtype=bool), 0.0, known)
    return kept


def _plus_one(found: Intervals) -> Intervals:
    return Intervals(found.value + 1.0, found.lower + 1.0, found.upper + 1.0)


def _synergy(risk: FloatArray, covariance: FloatArray, level: float) -> Intervals:
    """Return S with limits on the log scale (delta method), where both excesses are above nought."""
    joint = risk[..., BOTH] - risk[..., REFERENCE]
    apart = risk[..., FIRST] + risk[..., SECOND] - 2.0 * risk[..., REFERENCE]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        slope = np.stack([2.0 / apart - 1.0 / joint, -1.0 / apart, -1.0 / apart, 1.0 / joint], axis=-1) * risk
        error = np.sqrt(np.einsum("...i,...ij,...j->...", slope, covariance, slope))
        value = joint / apart
        half = normal_quantile(level) * error
        known = (joint > 0) & (apart > 0) & np.isfinite(error)
        parts = (value, value * np.exp(-half), value * np.exp(half))
    return Intervals(*(np.where(known, part, np.nan) for part in parts))
