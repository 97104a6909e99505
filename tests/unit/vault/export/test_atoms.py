"""How many groups the joint audit gets: those asked for beside the rest only as far as the bound allows."""

import itertools

import numpy as np
import pytest

from smartstart.disclosure.atoms.table import AtomTable
from smartstart.release.contents import Condition, Predicate
from smartstart.vault.export import atoms
from tests.support.small_cohorts import cohort_of

_ROWS = 4_000


def _one(factor: str) -> Predicate:
    return Predicate(conditions=(Condition(factor=factor, levels=("1",)),))


def _table(*beside: str) -> AtomTable:
    rng = np.random.default_rng(5)
    cohort = cohort_of({name: (2, rng.integers(0, 2, _ROWS)) for name in "abcdef"}, rng.random(_ROWS) < 0.1)
    found = rng.random(_ROWS) < 0.5
    return atoms.atom_table(cohort, "p", [_one("a")], found, [(_one(name),) for name in beside])


def test_the_first_are_divided_for_as_long_as_the_bound_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    every = _table(*"bcdef")
    assert every.atoms == 2 * 2**6  # both halves, and all six conditions
    for most, kept in ((64, "bcdef"[:4]), (63, "bcd"), (8, "b"), (7, "")):
        monkeypatch.setattr(atoms, "MOST", most)
        table = _table(*"bcdef")
        assert table.atoms == 2 * 2 ** (1 + len(kept))
        assert [name for name in "abcdef" if table.knows(_one(name))] == ["a", *kept]


def test_what_stays_within_a_quarter_more_is_divided_whatever_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atoms, "MOST", 1)
    assert _table(*itertools.repeat("a", 3)).atoms == _table().atoms == 4
