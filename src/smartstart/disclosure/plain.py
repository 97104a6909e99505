"""What is the group's own in an estimate that holds more than that, for who knows how it was made.

A smoothed value leans on others, an adjusted one on the other factors of its model, an observed/expected ratio on the
number that was expected. An outsider is taken to know all of that. Taken off, what is left is a plain measure: a risk,
a ratio of risks or odds, or the number of events itself.

The ledger keeps the limits of that, so that a later audit reckons with it when the estimate is not asked again. They
are made whole or round towards the inside: that is never too wide, and tells little of how the value was made.
"""

import math
from collections.abc import Callable, Mapping

from smartstart.disclosure.candidates import ADJUSTED, Evidence, ModelCandidate

OBSERVED = "observed"  # the number of events
_PER_1000 = 1000.0
_PLAIN: Mapping[str, str] = {**ADJUSTED, "smoothed": "risk_per_1000", "adjusted_ratio": OBSERVED}
_DECIMALS = {OBSERVED: 0, "risk_per_1000": 1}
_FINE = 3
Range = tuple[float, float]


def plain_measure(measure: str) -> str:
    """Return the plain measure that is left of a measure when all that is not the group's own is taken off."""
    return _PLAIN.get(measure, measure)


def is_plain(measure: str) -> bool:
    """Tell whether a measure holds nothing but the group's own."""
    return measure not in _PLAIN


def plain_limits(model: ModelCandidate, shown: Range) -> Range:
    """Return between which limits the plain measure lies, given those of the estimate."""
    group, value = model.group, model.value
    plain = plain_measure(model.statement.measure)
    if is_plain(model.statement.measure):
        return shown
    if plain == OBSERVED:
        one_event = model.own / model.expected
        rest = value - group.events * one_event
        return _each(shown, lambda limit: (limit - rest) / one_event)
    if plain == "risk_per_1000":
        rest = value - model.own * _PER_1000 * _risk(group)
        return _each(shown, lambda limit: (limit - rest) / model.own)
    of = _OF[plain]
    theirs, mine = of(model.reference), of(group)
    times = value * theirs / mine if value * theirs * mine > 0 else 1.0
    return _each(shown, lambda limit: limit / times)


def kept_limits(model: ModelCandidate, shown: Range | None) -> Range | None:
    """Return what the ledger keeps of an estimate between these limits; None where its value and step tell all."""
    measure = model.statement.measure
    if is_plain(measure) or shown is None:
        return None
    return _inside(plain_limits(model, shown), _DECIMALS.get(plain_measure(measure), _FINE))


def _each(limits: Range, change: Callable[[float], float]) -> Range:
    return change(limits[0]), change(limits[1])


def _inside(limits: Range, decimals: int) -> Range:
    scale = 10.0**decimals
    lower, upper = math.ceil(limits[0] * scale) / scale, math.floor(limits[1] * scale) / scale
    return (lower, upper) if lower <= upper else limits


def _risk(evidence: Evidence) -> float:
    return evidence.events / max(1, evidence.rows)


def _odds(evidence: Evidence) -> float:
    return evidence.events / max(1, evidence.rows - evidence.events)


_OF = {"relative_risk": _risk, "odds_ratio": _odds}
