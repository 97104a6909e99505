"""Sums: which counts over the levels of one dimension add up to a whole, when some are over several levels."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from smartstart.disclosure.judgement import Candidate, Case

MOST_RUNS = 5  # groups over several levels of one dimension within one group that are no steps of a ladder


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts that add up to a whole; `open_end` says that some parts were not asked for."""

    whole: Candidate
    parts: tuple[Candidate, ...]
    open_end: bool


def families(
    case: Case,
    whole: Candidate,
    members: list[Candidate],
    levels: Mapping[str, set[str]],
    everything: set[str],
    steps: set[str],
) -> Iterator[Sum]:
    """Yield one sum for each largest set of parts that do not overlap.

    Args:
        members: counts over levels of one dimension within one group; `levels` says which, by id.
        everything: the levels of the whole.
        steps: ids of those that are steps of a ladder.

    Groups over runs of levels ("0-17", "12-18") overlap each other and the single levels under them; for each choice
    of runs the steps of the ladder and the single levels beside them are the rest of the set.
    """
    singles = [m for m in members if len(levels[m.id]) == 1]
    tree = sorted(
        (m for m in members if len(levels[m.id]) > 1 and m.id in steps), key=lambda m: (-len(levels[m.id]), m.id)
    )
    runs = [m for m in members if len(levels[m.id]) > 1 and m.id not in steps]
    runs.sort(key=lambda m: (m.id in case.withheld, m.key not in case.earlier, m.priority))
    for chosen in _apart(runs[: 2 * MOST_RUNS], levels):
        for opened in _openings(case, tree):
            parts, taken = list(chosen), {level for m in chosen for level in levels[m.id]}
            for part in (*(m for m in tree if m.id not in opened), *singles):
                if taken.isdisjoint(levels[part.id]):
                    parts.append(part)
                    taken |= levels[part.id]
            if len(parts) > 1:  # one part and its whole are nested groups
                parts.sort(key=lambda c: c.id)
                yield Sum(whole, tuple(parts), open_end=len(taken) < len(everything))


def _openings(case: Case, tree: list[Candidate]) -> Iterator[set[str]]:
    """Yield which steps are replaced by what is in them: none, all, and each step that is not shown by itself.

    A shown step and what is in it form a sum of their own, so no choice of several shown ones tells more.
    """
    yield set()
    if tree:
        yield {step.id for step in tree}
        yield from ({step.id} for step in tree if step.id in case.withheld)


def _apart(runs: list[Candidate], levels: Mapping[str, set[str]]) -> Iterator[list[Candidate]]:
    """Yield every choice of runs that do not overlap, the empty one too."""
    for chosen in itertools.product((True, False), repeat=len(runs)):
        inside = [m for m, taken in zip(runs, chosen, strict=True) if taken]
        all_levels = [level for m in inside for level in levels[m.id]]
        if len(set(all_levels)) == len(all_levels):
            yield inside
