"""Between what an estimate lay before it was rounded: by its value, and by its limits.

An interval lies evenly around its estimate on the scale that it was made on, however wide it is: of ratios that is the
logarithm, of risks the logarithm of the odds (Liang and Zeger, 1986). So the middle of the limits is the estimate once
more, rounded in another way, also where families make the interval wider by a factor that nobody knows.
"""

import math

from smartstart.attack.steps import step_of
from smartstart.release.contents import ModelStatement

_PER_1000 = 1000.0
_SLACK = 1e-9
_RATIOS = ("relative_risk", "odds_ratio")
_ODDS = "risk_per_1000"

Range = tuple[float, float]


def between(model: ModelStatement) -> Range:
    """Return between what the estimate lies; by its value alone where the limits contradict that, or tell nothing."""
    value, half = float(model.value or 0.0), step_of(model) / 2
    low, high = value - half - _SLACK, value + half + _SLACK
    middle = _middle(model)
    if middle is not None and max(low, middle[0]) <= min(high, middle[1]):
        return max(low, middle[0]), min(high, middle[1])
    return low, high


def _middle(model: ModelStatement) -> Range | None:
    if model.lower is None or model.upper is None or model.measure not in (*_RATIOS, _ODDS):
        return None
    step = step_of(model)
    least = _halfway(model, model.lower, model.upper - _coarsest(model.upper, step))
    most = _halfway(model, model.lower + _coarsest(model.lower, step), model.upper)
    return least - _SLACK, most + _SLACK


def _coarsest(limit: float, step: float) -> float:
    """Return how much a limit can have been rounded outwards: to the step, or to two digits where that is more."""
    return step if limit <= 0 else max(step, 10.0 ** (math.floor(math.log10(limit)) - 1))


def _halfway(model: ModelStatement, lower: float, upper: float) -> float:
    if model.measure in _RATIOS:
        return math.sqrt(max(lower, 0.0) * max(upper, 0.0))
    if lower <= 0 or upper <= 0:
        return 0.0
    if lower >= _PER_1000 or upper >= _PER_1000:
        return _PER_1000
    odds = math.sqrt(lower / (_PER_1000 - lower) * upper / (_PER_1000 - upper))
    return _PER_1000 * odds / (1 + odds)
