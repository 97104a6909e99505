"""Sums: which counts over the levels of one dimension add up to a whole, when some are over several levels.

They are those that the export declares, and all that follow from the levels of one dimension within one group, counts
of earlier releases included.
"""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from smartstart.disclosure.candidates import CountCandidate, Evidence
from smartstart.disclosure.judgement import Candidate, Case, CellKey
from smartstart.disclosure.predicates import without
from smartstart.release.contents import Counted, Statistic, TableStatement

MOST_RUNS = 5  # groups over several levels of one dimension within one group that are no steps of a ladder


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts that add up to a whole; `open_end` says that some parts were not asked for."""

    whole: Candidate
    parts: tuple[Candidate, ...]
    open_end: bool


def sums(case: Case) -> list[Sum]:
    """Return all sums: of what is asked now, and of what earlier releases showed."""
    return [*_declared(case), *_implied(case)]


def _declared(case: Case) -> Iterator[Sum]:
    by_id = {c.id: c for c in case.counts}
    for partition in case.submission.partitions:
        whole = by_id.get(partition.whole)
        parts = tuple(by_id[i] for i in partition.parts if i in by_id)
        if whole is not None and parts:
            yield Sum(whole, parts, open_end=len(parts) < len(partition.parts))


def _implied(case: Case) -> Iterator[Sum]:
    parts: dict[CellKey, Candidate] = {}
    for candidate in case.counts:
        parts.setdefault(candidate.key, candidate)
    wholes = dict(parts)
    for number, key in enumerate(case.earlier):
        if key not in parts:
            parts[key] = _earlier(case, key, number, sign=1)
            wholes[key] = _earlier(case, key, number, sign=-1)
    within: dict[tuple[CellKey, str], list[Candidate]] = {}
    for key, candidate in parts.items():
        for condition in key.predicate.conditions:
            parent = replace(key, predicate=without(key.predicate, condition.factor))
            within.setdefault((parent, condition.factor), []).append(candidate)
    ladder = steps(case)
    for (parent, factor), members in sorted(within.items(), key=lambda f: (f[0][1], f[1][0].id)):
        levels = {m.id: _levels(m, factor) for m in members}
        stepped = {m.id for m in members if m.id in ladder}
        if parent in wholes and factor in case.dimensions:  # an earlier release can know a factor that is gone now
            everything = {level.code for level in case.dimensions[factor].levels}
            yield from families(case, wholes[parent], members, levels, everything, stepped)
        for run in (m for m in members if len(levels[m.id]) > 1):
            inside = [m for m in members if levels[m.id] < levels[run.id]]
            yield from families(case, wholes[run.key], inside, levels, levels[run.id], stepped)


def _earlier(case: Case, key: CellKey, number: int, sign: int) -> Candidate:
    """Return an earlier shown count as a part (sign 1: as large as it can be) or a whole (-1: as small)."""
    evidence = case.evidence.get((key.population, key.half, key.predicate))
    if evidence is None:
        evidence = _guess(case, key, sign)
    statement = TableStatement(
        id=f"earlier/{number}",
        analysis="earlier",
        subject="earlier",
        role="earlier",
        unit=key.unit,
        period=key.period,
        population=key.population,
        predicate=key.predicate,
        statistic=Statistic.COUNT,
        counted=key.counted,
    )
    return Candidate(key, CountCandidate(statement, evidence, half=key.half))


def _guess(case: Case, key: CellKey, sign: int) -> Evidence:
    """Return what the shown counts alone allow, on the careful side; the export recounts earlier groups to be exact."""

    def bound(counted: Counted) -> int:
        cell = case.earlier.get(replace(key, counted=counted))
        return 0 if cell is None else max(0, cell.shown + sign * (cell.base // 2))

    rows, persons, events = bound(Counted.ROWS), bound(Counted.PERSONS), bound(Counted.EVENTS)
    return Evidence(
        rows=rows or persons,
        persons=persons or rows,
        households=0,
        events=events,
        event_persons=events,
        event_households=0,
    )


def steps(case: Case) -> dict[str, CellKey]:
    """Return the counts over several levels that are steps of a declared ladder, by id.

    A declared part that crosses another one is no step, whatever the export says; the first of the two by id stays.
    """
    named = {i for partition in case.submission.partitions for i in partition.parts}
    found: dict[str, CellKey] = {}
    trees: dict[tuple[CellKey, str], list[set[str]]] = {}
    for candidate in case.counts:
        over = list(parents_over_runs(candidate.key)) if candidate.id in named else []
        levels = {parent: _levels(candidate, parent[1]) for parent in over}
        if any(_crosses(mine, other) for parent, mine in levels.items() for other in trees.get(parent, ())):
            continue
        for parent, mine in levels.items():
            trees.setdefault(parent, []).append(mine)
        if over:
            found[candidate.id] = candidate.key
    return found


def _crosses(one: set[str], other: set[str]) -> bool:
    return bool(one & other) and not (one <= other or other <= one)


def parents_over_runs(key: CellKey) -> Iterator[tuple[CellKey, str]]:
    """Yield each group of which this one is a part over several levels, and over the levels of which factor."""
    for condition in key.predicate.conditions:
        if len(condition.levels) > 1:
            yield replace(key, predicate=without(key.predicate, condition.factor)), condition.factor


def _levels(candidate: Candidate, factor: str) -> set[str]:
    return next(set(c.levels) for c in candidate.key.predicate.conditions if c.factor == factor)


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
