"""What conditions do together, held against counting by hand, and against households that are what they seem."""

from collections import Counter
from types import SimpleNamespace

import numpy as np
import pytest

from smartstart.release.contents import Condition, Dimension, Level, Predicate
from smartstart.statistics.design_effect import largest_design_effect
from smartstart.statistics.evidence import of_households
from smartstart.statistics.interaction import Verdict, additive_interaction
from smartstart.vault.coded import CodedCohort, CodedFactor
from smartstart.vault.insight.halves import with_halves
from smartstart.vault.insight.reinforcing import reinforcing, signs, slopes, within
from smartstart.vault.insight.split import found_half
from smartstart.vault.study.reinforcing import ReinforcingPlan
from tests.support.small_cohorts import cohort_of

SEED = 3
FIRST = Condition(factor="a", levels=("1", "2"))
SECOND = Condition(factor="b", levels=("1",))
THIRD = Condition(factor="c", levels=("1",))


def _cohort(seed: int = 1, rows: int = 900) -> CodedCohort:
    """Rows in households of about three; of factor b one level is unknown."""
    rng = np.random.default_rng(seed)
    a, b, c = rng.integers(0, 4, rows), rng.integers(0, 3, rows), rng.integers(0, 2, rows)
    levels = (Level(code="0", label="0"), Level(code="1", label="1"), Level(code="?", label="?", missing=True))
    second = CodedFactor(Dimension(name="b", title="B", levels=levels), b.astype(np.uint8))
    event = rng.random(rows) < 0.1 + 0.1 * (a > 0) + 0.2 * (a > 0) * (b == 1)
    return cohort_of({"a": (4, a), "c": (2, c)}, event, household=rng.integers(0, rows // 3, rows), extra=(second,))


def _plan(**more: object) -> ReinforcingPlan:
    pair = {"first": {"a": ["1", "2"]}, "second": {"b": ["1"]}}
    return ReinforcingPlan.model_validate({"kind": "reinforcing", "margin": 20, "pairs": [pair], **more})


def _by_hand(cohort: CodedCohort, rows: list[int]) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    """Members and events per combination and household, one row at a time; an unknown b is nobody's."""
    households = sorted({int(h) for h in cohort.household})
    members, events = (np.zeros((2, 2, len(households))) for _ in range(2))
    for row in rows:
        a, b = (int(cohort.factor(name).codes[row]) for name in ("a", "b"))
        if b == 2:
            continue
        where = (int(a in (1, 2)), int(b == 1), households.index(int(cohort.household[row])))
        members[where] += 1
        events[where] += int(cohort.outcome.codes[row])
    used = members.sum(axis=(0, 1)) > 0
    return members[..., used], events[..., used]


@pytest.mark.parametrize("seed", range(4))
def test_a_planned_pair_is_counted_on_all_rows_and_equals_the_statistics(seed: int) -> None:
    cohort = _cohort(seed)
    (pair,) = reinforcing(cohort, _plan(), ()).together
    members, events = _by_hand(cohort, list(range(cohort.rows)))
    assert [c.rows for c in pair.combinations] == members.sum(axis=-1).ravel().tolist()
    assert [c.events for c in pair.combinations] == events.sum(axis=-1).ravel().tolist()
    assert sum(c.rows for c in pair.combinations) < cohort.rows  # who is unknown is left out
    found = additive_interaction(of_households(members, events), recode=False)
    for mine, theirs in (
        (pair.contrast, found.contrast),
        (pair.reri, found.additive.reri),
        (pair.attributable, found.additive.attributable),
        (pair.synergy, found.additive.synergy),
    ):
        assert mine is not None
        assert (mine.value, mine.lower, mine.upper) == pytest.approx(
            (float(theirs.value), float(theirs.lower), float(theirs.upper)), rel=1e-9, nan_ok=True
        )
    assert pair.households == members.shape[-1]


def _finding(*conditions: Condition) -> SimpleNamespace:
    return SimpleNamespace(predicate=Predicate(conditions=conditions))


def test_who_is_unknown_can_count_with_the_rest_as_beside_a_finding() -> None:
    cohort = _cohort()
    (apart,) = reinforcing(cohort, _plan(), ()).together
    (rest,) = reinforcing(cohort, _plan(unknown="rest"), ()).together
    unknown, first = (cohort.factor("b").codes == 2), np.isin(cohort.factor("a").codes, (1, 2))
    assert sum(c.rows for c in rest.combinations) == cohort.rows > sum(c.rows for c in apart.combinations)
    more = [r.rows - a.rows for r, a in zip(rest.combinations, apart.combinations, strict=True)]
    assert more == [int((unknown & ~first).sum()), 0, int((unknown & first).sum()), 0]


def test_a_pair_within_a_finding_is_counted_on_the_half_that_was_held_back() -> None:
    cohort = with_halves(_cohort(), SEED)
    plan = _plan(pairs=[], within_findings=True)
    (pair,) = reinforcing(cohort, plan, (_finding(FIRST, SECOND),)).together  # type: ignore[arg-type]
    kept = np.flatnonzero(~found_half(cohort.household, SEED)).tolist()
    members, events = _by_hand(cohort, kept)
    assert [c.rows for c in pair.combinations] == members.sum(axis=-1).ravel().tolist()
    assert [c.events for c in pair.combinations] == events.sum(axis=-1).ravel().tolist()
    assert all(
        ("helft-3", ("toetshelft",)) in {(c.factor, c.levels) for c in g.predicate.conditions}
        for g in pair.combinations
    )


def test_three_conditions_have_eight_combinations_and_the_contrast_of_contrasts() -> None:
    cohort = with_halves(_cohort(rows=2400), SEED)
    plan = _plan(pairs=[], within_findings=True)
    *pairs, triple = reinforcing(cohort, plan, (_finding(FIRST, SECOND, THIRD),)).together  # type: ignore[arg-type]
    assert [one.id for one in (*pairs, triple)] == ["f1", "f2", "f3", "t1"]
    kept = ~found_half(cohort.household, SEED)
    risk = {}
    for i in (0, 1):
        for j in (0, 1):
            for k in (0, 1):
                a = np.isin(cohort.factor("a").codes, (1, 2)) == bool(i)
                chosen = kept & a & (cohort.factor("b").codes == j) & (cohort.factor("c").codes == k)
                risk[i, j, k] = cohort.outcome.codes[chosen].mean()
    apart = [risk[1, 1, k] - risk[1, 0, k] - risk[0, 1, k] + risk[0, 0, k] for k in (0, 1)]
    assert triple.contrast.value == pytest.approx(1000 * (apart[1] - apart[0]))
    assert triple.contrast.lower < triple.contrast.value < triple.contrast.upper
    assert (triple.reri, triple.verdict) == (None, None)
    assert len(triple.combinations) == 8


def test_pairs_within_findings_come_once_and_not_again_where_they_were_planned() -> None:
    help_factor = Condition(factor="jeugdhulp", levels=("ja",))
    findings = (_finding(FIRST, SECOND), _finding(FIRST, THIRD, help_factor), _finding(THIRD, FIRST))
    dimensions = [Dimension(name=n, title=n, levels=()) for n in ("a", "b", "c", "jeugdhulp")]
    found = within(_plan(within_findings=True), findings, dimensions)  # type: ignore[arg-type]
    assert [(one.id, Counter(c.factor for c in one.conditions)) for one in found] == [("f1", Counter("ac"))]
    assert within(_plan(), findings, dimensions) == ()  # type: ignore[arg-type]
    every = within(_plan(pairs=[], within_findings=True, most=1), findings, dimensions)  # type: ignore[arg-type]
    assert [one.conditions for one in every] == [(FIRST, SECOND)]


def test_the_verdict_follows_the_margin() -> None:
    rng = np.random.default_rng(2)
    rows = 40_000
    a, b = rng.integers(0, 2, rows), rng.integers(0, 2, rows)
    event = rng.random(rows) < 0.02 + 0.03 * a + 0.03 * b + 0.1 * a * b
    pair = {"first": {"a": ["1"]}, "second": {"b": ["1"]}}
    cohort = cohort_of({"a": (2, a), "b": (2, b)}, event)
    found = {m: reinforcing(cohort, _plan(pairs=[pair], margin=m), ()).together[0].verdict for m in (10, 300)}
    assert found == {10: Verdict.MORE_THAN_THE_SUM, 300: Verdict.ABOUT_THE_SUM}


def test_the_design_effect_is_one_for_single_rows_and_two_for_twins() -> None:
    """Twins that are alike in everything carry half of what they seem to (Kish 1965: 1 + (2 - 1) * 1)."""
    rng = np.random.default_rng(4)
    rows = 6000
    a, b = rng.integers(0, 2, rows), rng.integers(0, 2, rows)
    event = rng.random(rows) < 0.2
    pair = [{"first": {"a": ["1"]}, "second": {"b": ["1"]}}]
    alone = cohort_of({"a": (2, a), "b": (2, b)}, event)
    doubled = {name: (2, np.repeat(codes, 2)) for name, codes in (("a", a), ("b", b))}
    twins = cohort_of(doubled, np.repeat(event, 2), household=np.repeat(np.arange(rows), 2))
    assert reinforcing(alone, _plan(pairs=pair), ()).together[0].design_effect == pytest.approx(1.0, abs=0.01)
    assert reinforcing(twins, _plan(pairs=pair), ()).together[0].design_effect == pytest.approx(2.0, abs=0.02)


def test_the_slopes_are_those_of_small_steps() -> None:
    """Held against differences: contrast, RERI, AP and the log of S, at risks of 2 to 20 per cent."""
    size = np.full(4, 1000.0)
    risk = np.array([0.02, 0.05, 0.07, 0.2])

    def numbers(p: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
        contrast = p[3] - p[2] - p[1] + p[0]
        return np.array([contrast, contrast / p[0], contrast / p[3], np.log((p[3] - p[0]) / (p[2] + p[1] - 2 * p[0]))])

    found = np.array(slopes(size, risk * size))
    step = 1e-7
    for place in range(4):
        moved = np.eye(4)[place] * step
        assert (numbers(risk + moved) - numbers(risk - moved)) / (2 * step) == pytest.approx(found[:, place], rel=1e-5)


def test_what_cannot_be_worked_out_does_not_narrow_an_interval() -> None:
    members, events = np.ones((4, 1)), np.zeros((4, 1))
    assert largest_design_effect(members, events, (signs(2),)) == 1.0
