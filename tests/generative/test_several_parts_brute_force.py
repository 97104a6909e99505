"""Persons of two parts, of what is in neither, and of all: every small world, and what of it can be known.

A person is known by how many of the dates were spent in part a, in part b and outside both. All worlds of a few persons
are written down, and put together by what an outsider sees: persons of a, of b and of all, and the rows of each. Where
in all worlds that look alike somebody may be in both parts (or in neither), but fewer than the threshold, the gate must
not show all of it. What its other rules say of one group, or of a part in a whole, is taken out first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from smartstart.attack.evidence import Fact, Learned, Measure
from smartstart.attack.evidence import World as Outside
from smartstart.attack.methods import in_several
from smartstart.disclosure.candidates import CountCandidate, Evidence
from smartstart.disclosure.judgement import Candidate, Case, CellKey
from smartstart.disclosure.policy import Threshold, load_policy
from smartstart.disclosure.rules import several_parts
from smartstart.release.contents import Counted, Predicate
from tests.support.gate_world import EVERYBODY, PERIOD, POPULATION, count_statement, dimension, predicate, submit

LEAST = 3
SMALL = Threshold(value=LEAST, status="own", source="test: small worlds")
POLICY = load_policy("cbs-ra").model_copy(update={"difference": SMALL})
WIJKEN = dimension("wijk", "a", "b", "c")
WORLDS = ((2, 9), (3, 7))  # dates, and the most persons

Seen = tuple[int, int, int, int, int, int]
Most = tuple[int, int]


@cache
def _most(dates: int, largest: int) -> dict[Seen, Most]:
    """Per what is seen the most persons that are in both parts, and in neither."""
    kinds = [kind for kind in product(range(dates + 1), repeat=3) if 0 < sum(kind) <= dates]
    found: dict[Seen, Most] = {}

    def add(place: int, left: int, seen: Seen, most: Most) -> None:
        before = found.get(seen, (0, 0))
        found[seen] = max(before[0], most[0]), max(before[1], most[1])
        for number in range(place, len(kinds)) if left else ():
            a, b, c = kinds[number]
            pa, pb, everybody, ra, rb, rc = seen
            more = (pa + (a > 0), pb + (b > 0), everybody + 1, ra + a, rb + b, rc + c)
            both, neither = most[0] + (a > 0 and b > 0), most[1] + (a == b == 0)
            add(number, left - 1, more, (both, neither))

    add(0, largest, (0, 0, 0, 0, 0, 0), (0, 0))
    return found


def _few(number: int) -> bool:
    return 0 < number < LEAST


def _passes(dates: int, seen: Seen) -> bool:
    """What other rules leave: groups and rests that are large enough, and few or none who missed a date."""
    pa, pb, everybody, ra, rb, rc = seen
    if min(pa, pb) < LEAST or 0 < rc < LEAST or _few(everybody - pa) or _few(everybody - pb):
        return False
    groups = ((pa, ra), (pb, rb), (everybody, ra + rb + rc))
    alone = any(_few(dates * persons - rows) or _few(rows - persons) for persons, rows in groups)
    return not alone and not any(_few(everybody - -(-rows // dates)) for rows in (ra, rb))


def _shown(dates: int, seen: Seen) -> bool:
    """Whether the rule lets all of it be shown."""
    pa, pb, everybody, ra, rb, rc = seen
    groups = {"a": (predicate(wijk="a"), pa, ra), "b": (predicate(wijk="b"), pb, rb)}
    groups["alle"] = (EVERYBODY, everybody, ra + rb + rc)
    cells = tuple(_cells(groups))
    asked = submit(*(cell.count for cell in cells), repeats=dates)
    return not list(several_parts.judge(Case(asked, POLICY, {"wijk": WIJKEN}, cells, (), {})))


def _cells(groups: dict[str, tuple[Predicate, int, int]]) -> Iterator[Candidate]:
    for name, (group, persons, rows) in groups.items():
        for counted in (Counted.PERSONS, Counted.ROWS):
            statement = count_statement(f"{name}/{counted.value}", group, counted)
            evidence = Evidence(rows, persons, persons, 0, 0, 0)
            key = CellKey("vault", "kind", POPULATION, PERIOD, group, counted)
            yield Candidate(key, CountCandidate(statement, evidence))


@pytest.mark.parametrize(("dates", "largest"), WORLDS)
def test_all_is_shown_but_where_few_can_be_in_both_parts_or_in_neither(dates: int, largest: int) -> None:
    several = {seen: most for seen, most in _most(dates, largest).items() if _passes(dates, seen)}
    telling = {seen for seen, most in several.items() if any(map(_few, most))}
    assert len(telling) > 50
    assert [seen for seen in sorted(telling) if _shown(dates, seen)] == []
    assert [seen for seen in sorted(set(several) - telling) if not _shown(dates, seen)] == []


def test_rows_of_parts_alone_are_tried_too() -> None:
    """The persons of the parts are not shown: five at both dates are ten rows, and there are seven persons in all."""
    cells = [
        c
        for c in _cells({"a": (predicate(wijk="a"), 3, 6), "b": (predicate(wijk="b"), 2, 4)})
        if c.key.counted == "rows"
    ]
    cells += _cells({"alle": (EVERYBODY, 7, 12)})
    case = Case(submit(repeats=2), POLICY, {"wijk": WIJKEN}, tuple(cells), (), {})
    assert [j.id for j in several_parts.judge(case)] == ["test/alle/persons"]
    enough = [
        replace(c, count=replace(c.count, evidence=Evidence(16, 9, 9, 0, 0, 0))) if c.key.predicate == EVERYBODY else c
        for c in cells
    ]
    assert list(several_parts.judge(replace(case, counts=tuple(enough)))) == []


@pytest.mark.parametrize(("dates", "largest"), WORLDS)
def test_the_attack_finds_what_can_be_known_and_claims_nothing_else(dates: int, largest: int) -> None:
    """Of the persons in both parts, and in neither: never fewer than there can be, and few wherever there are few.

    One in eight of what can be seen: all of it takes half a minute.
    """
    missed = 0
    for seen, most in sorted(_most(dates, largest).items())[::8]:
        claimed = _claimed(dates, seen)
        assert all(claimed.get(of, 0) >= number for of, number in zip(("both", "neither"), most, strict=True)), seen
        missed += sum(_few(number) and claimed[of] >= LEAST for of, number in zip(claimed, most, strict=True))
    assert missed == 0


def _claimed(dates: int, seen: Seen) -> dict[str, float]:
    """Return the most persons in both parts and in neither, by the attack; nought where it claims none."""
    pa, pb, everybody, ra, rb, rc = seen
    a, b = (("wijk", frozenset("a")),), (("wijk", frozenset("b")),)
    told = {a: (pa, ra), b: (pb, rb), (): (everybody, ra + rb + rc)}
    facts = {(key, Measure.PERSONS): Fact(n, n, ("persons",)) for key, (n, _) in told.items()}
    facts |= {(key, Measure.ROWS): Fact(n, n, ("rows",)) for key, (_, n) in told.items()}
    found = in_several.run(Outside("kinderen", (WIJKEN,), "kinderen", ("v1",), facts, (facts,), dates=dates))
    assert not found.contradiction
    best = {"both": 0.0, "neither": 0.0}
    for of, claims in (("both", [c for c in found.learned if c.group.parts]), ("neither", _neither(found.learned))):
        best[of] = min((claim.upper for claim in claims), default=0.0)
    return best


def _neither(claims: Iterable[Learned]) -> list[Learned]:
    return [claim for claim in claims if len(claim.group.outside) == 2]
