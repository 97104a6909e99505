"""Halfway between its limits lies an estimate: what the limits add to the value that is shown.

Limits that allow for families do not follow from the counts by a formula that an outsider can turn back, as nobody
knows how much alike the children of a family are. But however wide such an interval is, it lies evenly around its
estimate on the scale that it was made on: of ratios that is the logarithm, of risks the logarithm of the odds (Liang
and Zeger, 1986). So the limits tell once more between what the estimate lies, and that need not be the same stretch as
what rounds to the value that is shown. Taken together they can leave one number of events where the value alone leaves
five.
"""

import math
from collections.abc import Callable, Mapping

from smartstart.disclosure.candidates import ModelCandidate

Range = tuple[float, float]
_PER_1000 = 1000.0


def _log(value: float) -> float:
    return math.log(value) if value > 0 else -math.inf


def _log_odds(risk: float) -> float:
    share = risk / _PER_1000
    return math.inf if share >= 1 else _log(share) - math.log1p(-max(share, 0.0))


def _of_odds(log_odds: float) -> float:
    return _PER_1000 / (1 + math.exp(-log_odds)) if log_odds > -math.inf else 0.0


_RATIO = _log, math.exp
_RISK = _log_odds, _of_odds
_SCALES: Mapping[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    "relative_risk": _RATIO,
    "odds_ratio": _RATIO,
    "adjusted_relative_risk": _RATIO,
    "adjusted_odds_ratio": _RATIO,
    "risk_per_1000": _RISK,
    "adjusted_risk_per_1000": _RISK,
}


def halfway(measure: str, shown: Range, limits: tuple[Range, Range] | None) -> Range | None:
    """Return between what an estimate lies that rounds to its value and lies halfway between its limits.

    Args:
        shown: between what lies all that rounds to the value.
        limits: between what each limit lay before it was rounded; None where that is not known.

    Returns:
        None where that is no narrower than `shown`, or cannot be.
    """
    scale = _SCALES.get(measure)
    if scale is None or limits is None:
        return None
    to, back = scale
    (low, high), (low_upper, high_upper) = limits
    first, last = (to(low) + to(low_upper)) / 2, (to(high) + to(high_upper)) / 2
    least = max(shown[0], back(first)) if first > -math.inf else shown[0]
    most = min(shown[1], back(last)) if last < math.inf else shown[1]
    return (least, most) if least <= most and (least, most) != shown else None


def sharpest(model: ModelCandidate, shown: Range, limits: tuple[Range, Range] | None) -> Range:
    """Return between what an outsider takes an estimate to lie: no narrower than is true."""
    found = halfway(model.statement.measure, shown, limits)
    return found if found is not None and found[0] <= model.value <= found[1] else shown
