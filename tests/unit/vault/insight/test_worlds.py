"""The invented worlds really hold what the documented truth says: otherwise the trials would prove nothing."""

import numpy as np
import pytest

from smartstart.vault.insight.estimates import Sample
from smartstart.vault.insight.items import pack
from smartstart.vault.twin.truth import MILLION, TRUTH
from tests.support.worlds import CHILDREN_PER_DATE, DATES, PLANTED, draw_world, true_ratio


@pytest.fixture(scope="module", params=[False, True], ids=["planted", "null"])
def drawn(request):
    return request.param, draw_world(1, null=request.param)


def test_size_and_order(drawn):
    _, world = drawn
    assert world.rows == pytest.approx(CHILDREN_PER_DATE * len(DATES), rel=0.02)
    key = world.reference.astype(np.int64) * 10**7 + world.person
    assert (np.diff(key) > 0).all()
    assert len(world.factors) == 12


def test_the_planted_group_is_as_large_and_as_often_hit_as_documented(drawn):
    null, world = drawn
    mask, event = world.mask(PLANTED), world.outcome.codes == 1
    assert mask.mean() == pytest.approx(TRUTH.joint[(True, True, True, True)] / MILLION, rel=0.1)
    rate = TRUTH.null_risk_ppm / MILLION if null else TRUTH.yearly_risk(True, True, True, True)
    expected = rate * mask.sum()
    assert abs((mask & event).sum() - expected) < 4 * np.sqrt(2 * expected)


def test_everybody_is_hit_as_often_with_and_without_the_pattern(drawn):
    _, world = drawn
    expected = TRUTH.null_risk_ppm / MILLION * world.rows
    assert world.outcome.codes.sum() == pytest.approx(expected, rel=0.12)


def test_brothers_and_sisters_are_alike(drawn):
    """Given one event in a household, another child of it is hit more often than anybody."""
    _, world = drawn
    event = world.outcome.codes == 1
    hit = np.unique(world.household[event])
    persons_hit = np.unique(world.person[event])
    others = np.isin(world.household, hit) & ~np.isin(world.person, persons_hit)
    events = np.bincount(world.household[event])
    pairs = (events * (events - 1)).sum()  # from each event to each other one in the household
    assert pairs / (pairs + others.sum()) > 1.5 * event.mean()


def test_a_child_leaves_after_its_event(drawn):
    _, world = drawn
    event = world.outcome.codes == 1
    last = {int(p): int(r) for p, r in zip(world.person[event], world.reference[event], strict=True)}
    seen = np.isin(world.person, list(last))
    assert all(r <= last[int(p)] for p, r in zip(world.person[seen], world.reference[seen], strict=True))


def test_the_same_seed_is_the_same_world():
    one, other = draw_world(3, rows=5000), draw_world(3, rows=5000)
    assert (one.outcome.codes == other.outcome.codes).all()
    assert all((a.codes == b.codes).all() for a, b in zip(one.factors, other.factors, strict=True))


def test_the_true_ratio_is_that_of_a_huge_draw():
    """Worked out from the model, against chance: three standard errors, which are small."""
    world = draw_world(4, rows=2_000_000)
    sample = Sample.of(world, np.ones(world.rows, bool))
    ratio = sample.ratios([pack(world.mask(PLANTED)[sample.rows])])
    assert abs(np.log(true_ratio()) - np.log(ratio.value[0])) < 3 * ratio.log_error[0] < 0.15


def test_the_true_ratio_is_below_that_of_the_documented_risks():
    """Children of families at high risk leave soonest; without that the two would be the same."""
    joint = {key: share for key, share in TRUTH.joint.items() if not all(key)}
    outside = sum(share * TRUTH.yearly_risk(*key) for key, share in joint.items()) / sum(joint.values())
    documented = TRUTH.yearly_risk(True, True, True, True) / outside
    assert 0.95 * documented < true_ratio() < documented
