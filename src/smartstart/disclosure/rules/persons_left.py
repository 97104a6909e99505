"""Persons and households of a group less those of a group in it: enough of them are left, or nobody.

Argument: 112 children in a gemeente, and 110 with a school in the south in one wijk of it: two are left. That the wijk
lies in the gemeente follows from the codes and not from the conditions, and so do a buurt in a wijk and an own area
that holds some wijken; `difference` does not see it. Distinct persons and households are no sums of rows, so neither
does the joint audit. But the atoms tell: a group of which each atom belongs to another group lies in it. Where that is
so by chance in these rows only, an outsider may not know it; it is then reckoned with all the same.

Rows tell of persons too: nobody has more rows than there are reference dates, or than dates that the group is of. 560
rows at five dates are of 112 persons at least, whether or not their number is shown. (In a study of one date rows are
persons, and the joint audit reckons with them as such.) So many families are as many persons or more. Where what is
shown of the part leaves so few persons of the whole at most, and somebody is left, the two are not shown side by side.
Events need no comparison of their own: of any group so many persons without an event are left as `complement` asks.

And rows and persons of one group: five dates times twelve persons less 57 rows is three, so at most three of them came
or went in between. 113 rows of 110 persons: at most three were there more than once. Where either is fewer than the
threshold, the two are not shown side by side. Nor are the persons shown where the rows are not: they could follow from
other rows, as a whole less its other parts.

A difference of nought is allowed, as in `difference`: then nobody is left. An earlier count that was not recounted lies
somewhere between the limits it was shown with. One that moved since, by too little to be shown anew, is still what it
was for an outsider: 114 in the gemeente then and 110 in its wijk now are four, though twelve are left by now. So it is
compared in both ways, as it is and as it was shown.

Of two that cannot both be shown, the one that already left stays. Of those asked now, rows stay: a withheld number of
rows could come back as a sum of others, and a withheld number of persons cannot. Then the one that comes first in
`Candidate.priority` stays. Several parts that lie apart, of which all rows together force more persons than each by
itself, are a matter of `several_parts`, as far as they are parts over one factor.
"""

import math
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.atoms.table import AtomTable
from smartstart.disclosure.candidates import Evidence
from smartstart.disclosure.fixed import Fixed, known_outside, least, shown_before
from smartstart.disclosure.judgement import Candidate, Case, CellKey, Judgement, Rule
from smartstart.disclosure.scope import dates_of
from smartstart.disclosure.values import surely_moved
from smartstart.release.contents import Counted, Predicate

_KIND = "laat te weinig personen of huishoudens over"
_REASON = f"{_KIND} naast een groep die erin ligt"
_AT_FEW_DATES = "laat zien dat enkele personen niet op elke peildatum meetelden, of op meer dan één"
_COMPARED = (  # what is shown of the part, and of the whole
    (Counted.PERSONS, Counted.PERSONS),
    (Counted.HOUSEHOLDS, Counted.HOUSEHOLDS),
    (Counted.ROWS, Counted.PERSONS),
    (Counted.HOUSEHOLDS, Counted.PERSONS),
)
_COUNTS = frozenset(counted for pair in _COMPARED for counted in pair)

_Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A count, and what an outsider may hold of it.

    Attributes:
        lower, upper: between which it lies; without bounds where nothing is known of it inside either.
        persons: exact number of distinct persons; not a number where it was not recounted.
        candidate: None for what stands already.
    """

    key: CellKey
    lower: float
    upper: float
    persons: float
    candidate: Candidate | None = None

    @property
    def order(self) -> tuple[object, ...]:
        """In which order counts are kept."""
        if self.candidate is None:
            return (0,)
        return (1, self.key.counted is not Counted.ROWS, self.candidate.priority)


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold counts beside which too few persons or households of a group around them or in them are left."""
    alone = [Judgement(candidate.id, RULE.name, _AT_FEW_DATES) for candidate in _at_few_dates(case)]
    yield from alone
    cells = list(_cells(case, {judgement.id for judgement in alone}))
    for table in case.submission.atoms:
        scopes: dict[tuple[str, str, bool], list[_Cell]] = {}
        for cell in cells:
            if cell.key.population == table.population and table.knows(cell.key.predicate):
                scopes.setdefault((cell.key.room, cell.key.unit, cell.key.half), []).append(cell)
        for several in scopes.values():
            yield from _judged(case, table, sorted(several, key=lambda c: c.order))


def _at_few_dates(case: Case) -> Iterator[Candidate]:
    """Yield counts of persons of whom too few missed a date, or were there more than once."""
    dates, fewest = case.submission.repeats, least(case, Counted.PERSONS)
    for candidate in case.standing if dates > 1 else ():
        evidence, times = candidate.evidence, dates_of(candidate.key.predicate, dates)
        missed, repeated = times * evidence.persons - evidence.rows, evidence.rows - evidence.persons
        if candidate.key.counted is Counted.PERSONS and (0 < missed < fewest or 0 < repeated < fewest):
            yield candidate


def _cells(case: Case, gone: Container[str]) -> Iterator[_Cell]:
    for fixed in (*shown_before(case), *known_outside(case)):
        if fixed.key.counted in _COUNTS:
            yield _standing(fixed)
            if _stays(case, fixed):
                yield _standing(replace(fixed, evidence=None))
    for candidate in case.standing:
        if candidate.key.counted in _COUNTS and candidate.id not in gone:
            yield _exact(candidate.key, candidate.evidence, candidate)


def _stays(case: Case, fixed: Fixed) -> bool:
    """Return whether a count of an earlier release moved, and still stands as it was shown then."""
    if fixed.evidence is None or fixed.shown is None:
        return False
    exact = fixed.evidence.number(fixed.key.counted)
    moved = not fixed.shown[0] <= exact <= fixed.shown[1]
    return moved and not surely_moved(exact, case.earlier[fixed.key], case.policy)


def _standing(fixed: Fixed) -> _Cell:
    if fixed.evidence is not None:
        return _exact(fixed.key, fixed.evidence)
    lower, upper = fixed.shown or (-math.inf, math.inf)
    return _Cell(fixed.key, lower, upper, math.nan)


def _exact(key: CellKey, evidence: Evidence, candidate: Candidate | None = None) -> _Cell:
    count = evidence.number(key.counted)
    return _Cell(key, count, count, evidence.persons, candidate)


def _judged(case: Case, table: AtomTable, cells: Sequence[_Cell]) -> Iterator[Judgement]:
    """Yield a judgement for each count that cannot stand beside one that comes before it; `cells` in their order."""
    before: dict[int, list[int]] = {}
    for first, second in _too_close(case, table, cells):
        before.setdefault(second, []).append(first)
    gone: set[int] = set()
    for place in sorted(before):
        candidate = cells[place].candidate
        if candidate is not None and not gone.issuperset(before[place]):
            gone.add(place)
            yield Judgement(candidate.id, RULE.name, _REASON)


def _too_close(case: Case, table: AtomTable, cells: Sequence[_Cell]) -> Iterator[tuple[int, int]]:
    """Yield each two cells that cannot both be shown, as numbers in order."""
    dates = max(1, case.submission.repeats)
    for counted, of_whole in _COMPARED:
        if counted is Counted.ROWS and dates == 1:
            continue
        part, whole = _nested(table, cells, counted, of_whole)
        if counted is of_whole:
            few = _differ_little(cells, part, whole, least(case, of_whole))
        else:
            each = np.array([dates_of(cells[i].key.predicate, dates) if counted is Counted.ROWS else 1 for i in part])
            few = _leave_few(cells, part, whole, each, least(case, of_whole))
        for i in np.flatnonzero(few):
            yield min(part[i], whole[i]), max(part[i], whole[i])
    yield from _beside_rows(cells, dates, least(case, Counted.PERSONS))


def _beside_rows(cells: Sequence[_Cell], dates: int, fewest: int) -> Iterator[tuple[int, int]]:
    """Yield rows and persons of one group that tell that few were not there at every date, or more than once."""
    rows: dict[Predicate, list[int]] = {}
    for i, cell in enumerate(cells):
        if cell.key.counted is Counted.ROWS and dates > 1:
            rows.setdefault(cell.key.predicate, []).append(i)
    for i, cell in enumerate(cells):
        for other in rows.get(cell.key.predicate, ()) if cell.key.counted is Counted.PERSONS else ():
            missed = dates_of(cell.key.predicate, dates) * cell.upper - cells[other].lower
            repeated = cells[other].upper - cell.lower
            if 0 < missed < fewest or 0 < repeated < fewest:
                yield min(i, other), max(i, other)


def _differ_little(cells: Sequence[_Cell], part: _Places, whole: _Places, fewest: int) -> NDArray[np.bool_]:
    """Return which pairs, counted alike, can differ by too little; of exact counts, by more than nought."""
    lower, upper = np.array([c.lower for c in cells]), np.array([c.upper for c in cells])
    least_left, most_left = lower[whole] - upper[part], upper[whole] - lower[part]
    contradiction = (least_left == most_left) & (most_left < 0)
    few: NDArray[np.bool_] = (least_left < fewest) & ((most_left > 0) | contradiction)
    return few


def _leave_few(cells: Sequence[_Cell], part: _Places, whole: _Places, each: _Places, fewest: int) -> NDArray[np.bool_]:
    """Return which parts, of whose units one person has `each` at most, force all persons of the whole but a few."""
    lower, upper = np.array([c.lower for c in cells]), np.array([c.upper for c in cells])
    persons = np.array([c.persons for c in cells])
    most_left = upper[whole] - np.ceil(lower[part] / each)
    some = (most_left > 0) & (persons[whole] != persons[part])
    few: NDArray[np.bool_] = np.isinf(most_left) | (some & (most_left < fewest))  # without limits, nothing is sure
    return few


def _nested(table: AtomTable, cells: Sequence[_Cell], counted: Counted, of_whole: Counted) -> tuple[_Places, _Places]:
    """Return the pairs (part, whole), as numbers of cells, of which the part lies in a whole that has more atoms."""
    parts = np.array([i for i, c in enumerate(cells) if c.key.counted is counted], np.intp)
    wholes = np.array([i for i, c in enumerate(cells) if c.key.counted is of_whole], np.intp)
    if not parts.size or not wholes.size:
        return parts[:0], wholes[:0]
    inner, outer = _atoms(table, (cells[i] for i in parts)), _atoms(table, (cells[i] for i in wholes))
    shared = sparse.coo_array(inner @ outer.T)
    sizes, other_sizes = inner.sum(axis=1)[shared.row], outer.sum(axis=1)[shared.col]
    inside = (shared.data == sizes) & (sizes < other_sizes)
    return parts[shared.row[inside]], wholes[shared.col[inside]]


def _atoms(table: AtomTable, cells: Iterable[_Cell]) -> sparse.csr_array:
    """Return which atoms are in the group of each cell, shape (cells, atoms)."""
    several = tuple(cells)
    groups = sparse.csr_array(table.columns([c.key.predicate for c in several]).T, dtype=np.int64)
    if several[0].key.half:
        groups = sparse.csr_array(groups.multiply(table.held[np.newaxis, :].astype(np.int64)))
    return groups


RULE = Rule("persons_left", _KIND, judge, relational=True)
