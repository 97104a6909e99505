"""Counts that stand whatever the gate decides: shown by earlier releases, or known to an outsider.

And what the rules that compare counts share: the least by which two may differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from smartstart.disclosure.candidates import Evidence
from smartstart.disclosure.judgement import Case, CellKey
from smartstart.disclosure.predicates import canonical, levels_of
from smartstart.release.contents import Counted


@dataclass(frozen=True, slots=True)
class Fixed:
    """A group that an outsider has a count of.

    Attributes:
        evidence: exact, as it is now; None where it was not recounted.
        shown: between which limits it was shown; None for what no release showed.
    """

    key: CellKey
    evidence: Evidence | None
    shown: tuple[int, int] | None = None


def shown_before(case: Case) -> Iterator[Fixed]:
    """Return the counts that earlier releases showed."""
    for key, cell in case.earlier.items():
        evidence = case.evidence.get((key.population, key.half, key.predicate))
        yield Fixed(key, evidence, (cell.shown - cell.base // 2, cell.shown + cell.base // 2))


def known_outside(case: Case) -> Iterator[Fixed]:
    """Return the rows and persons of the groups that an outsider may know, in each way in which this release counts."""
    known = levels_of(case.dimensions.values())
    scopes = {(c.key.room, c.key.unit, c.key.population, c.key.period) for c in case.counts}
    for predicate in case.submission.extra_predicates:
        plain = canonical(predicate, known)
        for room, unit, population, period in sorted(scopes):
            evidence = case.evidence.get((population, False, plain))
            for counted in (Counted.ROWS, Counted.PERSONS):
                yield Fixed(CellKey(room, unit, population, period, plain, counted), evidence)


def least(case: Case, counted: Counted) -> int:
    """Return by how many units two nested groups have to differ at least, where they differ."""
    return case.policy.households.value if counted is Counted.HOUSEHOLDS else case.policy.difference.value
