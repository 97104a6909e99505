"""Random worlds, random requests, several releases in a row: an attacker with arithmetic over groups learns nothing.

The attacker shares no code with the gate. It knows all definitions and reads shown counts (not rounded here, which
is the hardest case), writes every group as a set of atoms, and looks for small groups by subtraction: one shown group
from another, and all shown parts along one dimension from their whole.
"""

import itertools
import os
import random
import tempfile
from pathlib import Path

import pytest

from smartstart.disclosure import deciding, joint
from smartstart.disclosure.ledger import Ledger
from smartstart.release.contents import Counted, Predicate, State, TableStatement
from tests.support.gate_world import World, decide, dimension, exact_policy, predicate, remember, submit

DIMENSIONS = {"wijk": "abcd", "ouder": "xyz"}
ATOMS = list(itertools.product(*DIMENSIONS.values()))
WORLDS = int(os.environ.get("SMARTSTART_PROOF_WORLDS", "40"))


def _world(chance: random.Random) -> World:
    world = World(*(dimension(name, *codes) for name, codes in DIMENSIONS.items()))
    for atom in ATOMS:
        size = chance.choice([0, 1, 3, 6, 9, 12, 15, 20, 40, 60])
        events = min(size, chance.choice([0, 2, 8, 11, 14, 25]))
        world.add(size, events=events, **dict(zip(DIMENSIONS, atom, strict=True)))
    return world


def _ask(chance: random.Random) -> list[Predicate]:
    """Everybody, each dimension alone, the full table, or any runs: a random part of them."""
    groups = [predicate()] if chance.random() < 0.8 else []
    for name, codes in DIMENSIONS.items():
        groups += [predicate(**{name: code}) for code in codes if chance.random() < 0.8]
        runs = [codes[i:j] for i, j in itertools.combinations(range(len(codes) + 1), 2) if 1 < j - i < len(codes)]
        groups += [predicate(**{name: "|".join(run)}) for run in chance.sample(runs, chance.randrange(3))]
    for wijk, ouder in ATOMS:
        if chance.random() < 0.4:
            groups.append(predicate(wijk=wijk, ouder=ouder))
    return groups


def _atoms(group: Predicate) -> frozenset[tuple[str, ...]]:
    wanted = {c.factor: c.levels for c in group.conditions}
    return frozenset(a for a in ATOMS if all(a[i] in wanted.get(n, a[i]) for i, n in enumerate(DIMENSIONS)))


Seen = dict[tuple[Counted, frozenset[tuple[str, ...]]], float]


def _small_by_subtraction(seen: Seen) -> list[tuple[str, float]]:
    found = []
    for counted in (Counted.ROWS, Counted.EVENTS):
        known = {atoms: value for (c, atoms), value in seen.items() if c is counted}
        for whole, total in known.items():
            inside = {atoms: value for atoms, value in known.items() if atoms < whole}
            found += [("pair", total - value) for value in inside.values() if 0 < total - value < 10]
            for parts in _along_one_dimension(whole, list(inside)):
                left = total - sum(inside[p] for p in parts)
                if 0 < left < 10:
                    found.append(("parts", left))
    return found


def _along_one_dimension(whole: frozenset, inside: list[frozenset]) -> list[tuple[frozenset, ...]]:
    """Sets of parts that do not overlap and differ from the whole in one dimension only."""
    found = []
    for axis in range(len(DIMENSIONS)):
        slices = [p for p in inside if all(_cut(p, i) == _cut(whole, i) for i in range(len(DIMENSIONS)) if i != axis)]
        for size in (2, 3, 4):
            for parts in itertools.combinations(slices, size):
                if sum(map(len, parts)) == len(frozenset().union(*parts)):
                    found.append(parts)
    return found


def _cut(atoms: frozenset, axis: int) -> frozenset:
    return frozenset(a[axis] for a in atoms)


def _attack(seed: int, releases: int = 2) -> list[tuple[str, float]]:
    chance = random.Random(seed)  # noqa: S311
    world = _world(chance)
    seen: Seen = {}
    with tempfile.TemporaryDirectory() as folder:
        book = Ledger(Path(folder) / "boek")
        for number in range(releases):
            groups = {f"r{number}g{i}": group for i, group in enumerate(_ask(chance))}
            judged = decide(world, submit(*world.with_events(**groups)), exact_policy(), book)
            remember(book, judged, 1 + number)
            for statement in judged.statements:
                if isinstance(statement, TableStatement) and statement.state is State.SHOWN:
                    assert statement.counted is not None
                    assert statement.value is not None
                    seen[statement.counted, _atoms(statement.predicate)] = statement.value
    small = [("shown", value) for value in seen.values() if value < 10]
    return small + _small_by_subtraction(seen)


@pytest.mark.parametrize("seed", range(WORLDS))
def test_nothing_small_can_be_computed(seed: int) -> None:
    assert _attack(seed) == []


@pytest.mark.parametrize("rule", ["persons", "difference", "partition"])
def test_the_attacker_is_able(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "RULES", tuple(r for r in deciding.RULES if r.name != rule))
    monkeypatch.setattr(joint, "judge", lambda *_: ())  # the audit would find it too
    assert sum(bool(_attack(seed)) for seed in range(20)) >= 5
