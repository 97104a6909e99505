"""Tables in which one cell does not move, made of two in which it does."""

import numpy as np

from smartstart.disclosure.protection.crossing import crossed

FREE = np.full(3, 9.0)


def test_a_cell_that_is_kept_still_does_not_move_and_all_else_is_weighed() -> None:
    tables = np.array([[2.0, 4.0, 0.0], [-1.0, 1.0, 3.0]])
    still = np.array([0.0, 9.0, 9.0])
    new, moved = crossed(tables, tables @ np.array([[0.0], [1.0], [1.0]]), (-still, still), most=4)
    # By hand: a third of the first table and two thirds of the second.
    np.testing.assert_allclose(new, [[0.0, 2.0, 2.0]])
    np.testing.assert_allclose(moved, [[4.0]])


def test_every_table_fits_the_ties_and_the_limits_that_its_parents_fit() -> None:
    chance = np.random.default_rng(20_261_122)
    tables = chance.uniform(-9, 9, (30, 4))
    tables = np.hstack([tables, -tables.sum(axis=1, keepdims=True)])
    limit = abs(tables).max(axis=0)
    limit[2] = 0.0
    new, _ = crossed(tables, tables, (-limit, limit), most=16)
    assert new.shape[0] > 100
    assert np.abs(new.sum(axis=1)).max() < 1e-9
    assert (abs(new) <= limit + 1e-9).all()


def test_nothing_is_crossed_when_two_cells_are_kept_still_or_all_tables_are_on_one_side() -> None:
    tables = np.array([[2.0, 4.0, 0.0], [-1.0, -1.0, 3.0]])
    two = np.array([0.0, 0.0, 9.0])
    assert crossed(tables, tables, (-two, two), most=4)[0].shape == (0, 3)
    one = np.array([0.0, 9.0, 9.0])
    assert crossed(tables[:1], tables[:1], (-one, one), most=4)[0].shape == (0, 3)


def test_nothing_is_crossed_for_a_cell_that_may_not_stay_as_it_is() -> None:
    tables = np.array([[2.0, 4.0, 0.0], [-1.0, -1.0, 3.0]])
    high, low = FREE.copy(), -FREE
    high[0], low[0] = 1.5, 1.0
    assert crossed(tables, tables, (low, high), most=4)[0].shape == (0, 3)
