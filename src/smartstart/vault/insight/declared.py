"""How many conditions and descriptions of groups a study declares beforehand: from its words, never from data."""

from collections.abc import Iterable

from smartstart.release.contents import Dimension


def runs(dimension: Dimension) -> list[tuple[int, ...]]:
    """Return the sets of levels that are conditions, few levels first. All levels together are no condition."""
    known = [index for index, level in enumerate(dimension.levels) if not level.missing]
    found: list[tuple[int, ...]] = [(index,) for index in known]
    if dimension.ordered:
        for length in range(2, len(known)):
            found += [tuple(known[:length]), tuple(known[-length:])]
    return found


def conditions(dimension: Dimension) -> int:
    """Return how many conditions a factor gives: as many as `runs`, without making them."""
    known = sum(not level.missing for level in dimension.levels)
    return known + (2 * (known - 2) if dimension.ordered and known > 2 else 0)


def descriptions(per_factor: Iterable[int], deepest: int) -> int:
    """Return the number of conjunctions of 1 to `deepest` conditions, one per factor.

    These are the coefficients of the product of (1 + conditions x) over the factors.

    Args:
        per_factor: how many conditions each factor gives.
        deepest: most conditions.
    """
    ways = [1] + [0] * deepest
    for number in per_factor:
        for size in range(deepest, 0, -1):
            ways[size] += ways[size - 1] * int(number)
    return sum(ways[1:])
