"""What one shown count says: the lowest and the highest whole number behind it."""

from smartstart.attack.evidence import Fact
from smartstart.release.contents import AmountStatement, ModelStatement, Statistic, TableStatement


def fact_of(statement: TableStatement | ModelStatement | AmountStatement, release: str, threshold: int) -> Fact | None:
    """Return the limits of a shown count: those it states itself, else those of its rounding."""
    if not isinstance(statement, TableStatement) or statement.statistic is not Statistic.COUNT:
        return None
    if statement.value is None:
        return None
    value, base = int(statement.value), statement.rounded_to
    lower = value - base // 2 if statement.lower is None else int(statement.lower)
    upper = value + (base - 1) // 2 if statement.upper is None else int(statement.upper)
    if base > 1 and value >= threshold:
        lower = max(lower, min(threshold, upper))
    return Fact(max(0, lower), upper, (f"{release}#{statement.id}",))
