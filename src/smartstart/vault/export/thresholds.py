"""Is "under 30" a finding or a habit? How the ratio of a finding moves with a cut-off that its description has.

For every condition of a finding on an ordered factor of numbers that runs from the bottom ("jonger dan 30") or from the
top, all other cut-offs of that factor are tried, the other conditions kept as they are. The cut-offs are the declared
ones: the bounds between the levels. Per cut-off four counts are asked, size and events on the finding's side of it and
on the other side, and their ratio. They are of all rows, and the gate judges each; where one stays inside, so does the
ratio. Nothing here looks at the data to choose a cut-off.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from smartstart.release.contents import Condition, Counted, Dimension, Level, Predicate, Statistic
from smartstart.vault.export.builder import Builder
from smartstart.vault.export.wording import THRESHOLDS
from smartstart.vault.insight.findings import Finding

FEWEST_CUTS = 2  # with one cut-off there is nothing to compare it with


@dataclass(frozen=True, slots=True)
class Cut:
    """One cut-off of one finding.

    Attributes:
        subject: "g1-moeder_eerste_kind-2", the second cut-off of the factor.
        side, other: the group on the finding's side of the cut-off, and on the other; all else of the finding is kept.
    """

    subject: str
    side: Predicate
    other: Predicate


def ask(builder: Builder, dimensions: Sequence[Dimension], findings: Sequence[Finding]) -> None:
    """Ask for the curves of these findings. Their counts make way for any other."""
    for finding in findings:
        for cut in cuts(finding.id, finding.predicate, dimensions):
            events, size, other_events, other_size = (
                builder.count(cut.subject, role, predicate, counted, THRESHOLDS, weight=0)
                for role, predicate, counted in (
                    ("events", cut.side, Counted.EVENTS),
                    ("size", cut.side, Counted.ROWS),
                    ("other-events", cut.other, Counted.EVENTS),
                    ("other-size", cut.other, Counted.ROWS),
                )
            )
            of = (events, size, other_events, other_size)
            builder.compare(of)
            builder.ratio(cut.subject, "ratio", cut.side, Statistic.RATIO, of, THRESHOLDS)


def cuts(name: str, predicate: Predicate, dimensions: Sequence[Dimension]) -> Iterator[Cut]:
    """Yield the cut-offs of every condition that has one, in the order of the conditions, rising."""
    known = {dimension.name: dimension for dimension in dimensions}
    for condition in predicate.conditions:
        levels = [level for level in known[condition.factor].levels if not level.missing]
        if not has_curve(known[condition.factor]) or not _runs(condition, levels):
            continue
        others = Predicate(conditions=tuple(c for c in predicate.conditions if c is not condition))
        from_bottom = levels[0].code in condition.levels
        for place in range(1, len(levels)):
            below, above = (
                others.having(Condition(factor=condition.factor, levels=tuple(level.code for level in part)))
                for part in (levels[:place], levels[place:])
            )
            side, other = (below, above) if from_bottom else (above, below)
            yield Cut(f"{name}-{condition.factor}-{place}", side, other)


def has_curve(dimension: Dimension) -> bool:
    """Tell whether a factor is ordered, of numbers, with more cut-offs than one."""
    known = [level for level in dimension.levels if not level.missing]
    return dimension.ordered and len(known) > FEWEST_CUTS and all(_is_number(level.lower) for level in known[1:])


def _runs(condition: Condition, levels: Sequence[Level]) -> bool:
    """Tell whether a condition is everything below one cut-off, or everything from it."""
    codes, chosen = [level.code for level in levels], set(condition.levels)
    size = len(chosen)
    return size < len(codes) and chosen in (set(codes[:size]), set(codes[-size:]))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
