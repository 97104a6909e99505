"""The measures for one group at a time, as plain numbers: both kernels weigh with them. See `measures`."""

import math

from smartstart.vault.insight.searching.trail import Query


def score(query: Query, rows: int, events: int) -> float:
    """Return the score of one group; 0 or less, or below that of nobody, on the side that is not sought."""
    difference = float(events * query.all_rows - rows * query.all_events)
    if query.low:
        difference = -difference
    if query.measure == 0 or difference <= 0.0:
        return difference
    if query.measure == 1:
        return difference * difference / (float(rows) * float(query.all_rows - rows)) * query.chi_factor
    a, n1 = events + 0.5, rows + 0.5
    b, n2 = query.all_events - events + 0.5, query.all_rows - rows + 0.5
    error = math.sqrt(max(1 / a - 1 / n1 + 1 / b - 1 / n2, 0.0))
    ratio = math.log(a / n1) - math.log(b / n2)
    return (-ratio if query.low else ratio) - query.z * error


def hits(query: Query, rows: int, events: int) -> int:
    """Return how many rows of a group are of the kind that is sought."""
    return rows - events if query.low else events


def stands_out(query: Query, rows: int, events: int) -> bool:
    """Tell whether a group is on the side that is sought."""
    difference = events * query.all_rows - rows * query.all_events
    return difference < 0 if query.low else difference > 0
