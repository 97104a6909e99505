"""Numbers and places as a checker reads them: to the last digit that leaves, and never prettier than that."""

import math

from smartstart.presentation import dutch
from smartstart.presentation.checker.facts import Limits
from smartstart.release.contents import ModelStatement, Statement, Statistic, TableStatement

_PERCENT = (Statistic.SHARE, Statistic.OUTSIDE)
_MOST_DECIMALS = 6


def anchor(statement: str) -> str:
    """Return the place of a statement on the page."""
    return "c-" + statement.replace("/", "--")


def plain(value: float) -> str:
    """Return a number as a checker reads it: no decimals where it has none."""
    return dutch.number(value, 0 if value == round(value) else 1)


def exactly(value: float) -> str:
    """Return a number with all decimals that it has, as it stands in the release."""
    decimals = next((d for d in range(_MOST_DECIMALS) if math.isclose(value, round(value, d))), _MOST_DECIMALS)
    return dutch.number(value, decimals)


def leaves(statement: Statement) -> str:
    """Return the value that leaves, as it stands in the release, or that it was withheld."""
    if statement.value is None:
        return "een weggelaten cijfer"
    return exactly(statement.value) + _sign(statement)


def _sign(statement: Statement) -> str:
    percent = isinstance(statement, TableStatement) and statement.statistic in _PERCENT
    return f"{dutch.HARD_BLANK}%" if percent else ""


def between(statement: Statement) -> str:
    """Return the limits that leave with a value; nothing where there are no two different ones."""
    low, high = statement.lower, statement.upper
    if low is None or high is None or low == high:
        return ""
    return f"{exactly(low)} tot en met {exactly(high)}{_sign(statement)}"


def rounded(statement: Statement) -> str:
    """Return how a value was rounded, or that it was computed from shown counts."""
    if isinstance(statement, ModelStatement):
        return statement.precision
    if isinstance(statement, TableStatement) and statement.of:
        return "uit getoonde aantallen"
    base = statement.rounded_to if isinstance(statement, TableStatement) else 1
    return f"afgerond op {base}" if base > 1 else "niet afgerond"


def told(limits: Limits | None) -> str:
    """Return what an outsider knows of a withheld count: "tussen 0 en 38", "minstens 3"."""
    if limits is None:
        return "niet uitgerekend"
    if math.isinf(limits.upper):
        return "niets" if limits.lower <= 0 else f"minstens {plain(math.ceil(limits.lower - 1e-6))}"
    if limits.upper - limits.lower < 1e-6:
        return f"precies {plain(limits.lower)}"
    return f"{plain(limits.lower)} tot en met {plain(limits.upper)}"
