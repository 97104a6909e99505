"""When newer figures contradict older ones, and when they do not; and what is said about it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartstart.presentation.contradiction import Comparison, Judgement, compare, contradicted, judge
from smartstart.presentation.contradiction.rule import limits
from smartstart.release.contents import Counted, ReleaseContents, State, Statement, Statistic
from tests.support.release_example import (
    ALL_EVENTS,
    ALL_SIZE,
    EVERYBODY,
    SINGLE,
    count,
    estimate,
    example_release,
    predicate,
    ratio,
    withhold,
)

CONFIRMS, CONTRADICTS, UNDECIDED = Judgement.CONFIRMS, Judgement.CONTRADICTS, Judgement.UNDECIDED
Triple = tuple[float, float, float]
OLD = example_release()
NEXT_YEAR = "2019-01-01/2023-12-31"


def newer(change: Callable[[Statement], dict[str, Any]], *, period: str = NEXT_YEAR, **more: Any) -> ReleaseContents:
    """Return the example a year later, its statements changed."""
    statements = tuple(
        s.model_copy(update={"period": period if "/" in s.period else s.period, **change(s)})
        for s in OLD.statements
        if isinstance(s, Statement)
    )
    return replace(OLD, statements=statements, day=date(2027, 11, 21), **more)


def values(**by_id: Triple) -> Callable[[Statement], dict[str, Any]]:
    """Return a change that gives statements of the risk groups ("g1_rr") other values."""

    def change(statement: Statement) -> dict[str, Any]:
        found = by_id.get(f"{statement.subject}_{statement.role.replace('-', '_')}")
        return {} if found is None else dict(zip(("value", "lower", "upper"), found, strict=True))

    return change


def about(found: tuple[Comparison, ...], statement: str) -> Comparison:
    return next(comparison for comparison in found if comparison.older == statement)


# --- the rule -----------------------------------------------------------------------------------------------------


def _ratio_of_risks(values: Triple | None) -> Statement:
    return estimate("g1", "rr", EVERYBODY, "relative_risk", values)


def _risk(values: Triple | None) -> Statement:
    return estimate("g1", "risk", EVERYBODY, "risk_per_1000", values)


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ((2.9, 2.1, 3.9), (2.5, 1.9, 3.3), CONFIRMS),
        ((0.5, 0.4, 0.6), (0.6, 0.5, 0.7), CONFIRMS),
        ((2.9, 2.1, 3.9), (0.7, 0.5, 0.9), CONTRADICTS),  # the other side of 1
        ((5.1, 4.0, 6.4), (2.0, 1.5, 3.9), CONTRADICTS),  # the same side, but intervals do not touch
        ((5.1, 4.0, 6.4), (2.0, 1.5, 4.0), CONFIRMS),  # they touch
        ((2.9, 2.1, 3.9), (1.4, 0.8, 2.4), UNDECIDED),  # not clear of 1 any more
        ((1.2, 0.8, 1.7), (2.1, 1.4, 3.2), UNDECIDED),  # it was not clear before
        ((1.2, 1.0, 1.7), (2.1, 1.4, 3.2), UNDECIDED),  # a limit on 1 is not clear of it
        ((2.9, 2.1, 3.9), None, UNDECIDED),
        (None, (2.9, 2.1, 3.9), UNDECIDED),
    ],
)
def test_ratios(was: Triple | None, now: Triple | None, expected: Judgement) -> None:
    old, new = _ratio_of_risks(was), _ratio_of_risks(now)
    assert judge(old, new, limits(old, {}), limits(new, {})) is expected


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ((35.0, 28.0, 43.0), (36.0, 29.0, 44.0), CONFIRMS),
        ((35.0, 28.0, 43.0), (41.0, 34.0, 50.0), CONFIRMS),
        ((35.0, 28.0, 43.0), (44.0, 36.0, 53.0), UNDECIDED),  # they overlap, and neither value lies in the other's
        ((35.0, 28.0, 43.0), (60.0, 44.0, 70.0), CONTRADICTS),
        ((35.0, 28.0, 43.0), (20.0, 15.0, 27.9), CONTRADICTS),
    ],
)
def test_rates(was: Triple, now: Triple, expected: Judgement) -> None:
    old, new = _risk(was), _risk(now)
    assert judge(old, new, limits(old, {}), limits(new, {})) is expected


@pytest.mark.parametrize("measure", ["odds_ratio", "adjusted_odds_ratio", "adjusted_relative_risk"])
def test_ratios_of_a_regression_lie_on_a_side_of_one_too(measure: str) -> None:
    """As numbers without a middle, either would lie outside the other's interval, and decide nothing."""
    old, new = (estimate("m", "ratio", EVERYBODY, measure, v) for v in ((2.9, 2.1, 3.9), (1.9, 1.3, 2.5)))
    assert judge(old, new, limits(old, {}), limits(new, {})) is CONFIRMS


def test_an_estimate_without_limits_decides_nothing() -> None:
    old = _risk((35.0, 28.0, 43.0)).model_copy(update={"lower": None, "upper": None})
    assert limits(old, {}) is None
    assert judge(old, _risk((60.0, 44.0, 70.0)), None, (44.0, 70.0)) is UNDECIDED


def _counted(
    events: float | None, size: float | None, statistic: Statistic = Statistic.RATE
) -> tuple[Any, dict[str, Any]]:
    a = count("risk_groups", "g1", "events", EVERYBODY, events, Counted.EVENTS)
    b = count("risk_groups", "g1", "size", EVERYBODY, size, Counted.ROWS)
    value = None
    if events is not None and size:
        value = {Statistic.RATE: 1000 * events / size, Statistic.OUTSIDE: 100 - 100 * events / size}.get(
            statistic, 100 * events / size
        )
    return ratio("risk_groups", "g1", "rate", EVERYBODY, value, statistic, (a.id, b.id)), {a.id: a, b.id: b}


@pytest.mark.parametrize("statistic", [Statistic.RATE, Statistic.SHARE, Statistic.OUTSIDE])
def test_ratios_of_counts_get_limits_for_chance(statistic: Statistic) -> None:
    """Wilson at 99 per cent of 690 in 19,800, worked out by hand: z = 2.5758; 31.64 to 38.37 per 1,000."""
    statement, around = _counted(690, 19_800, statistic)
    lower, upper = limits(statement, around) or (0, 0)
    low, high = 0.031639, 0.038375
    expected = {
        Statistic.RATE: (1000 * low, 1000 * high),
        Statistic.SHARE: (100 * low, 100 * high),
        Statistic.OUTSIDE: (100 - 100 * high, 100 - 100 * low),
    }[statistic]
    assert (lower, upper) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ((3610, 425_000), (3650, 427_000), CONFIRMS),
        ((3610, 425_000), (3900, 425_000), UNDECIDED),  # beyond chance, and less than a tenth
        ((3610, 425_000), (4200, 425_000), CONTRADICTS),
        ((20, 1_000), (30, 1_000), CONFIRMS),  # half as much again, and chance can do that
        ((20, 1_000), (None, 1_000), UNDECIDED),
        ((20, 1_000), (30, None), UNDECIDED),
        ((1_005, 1_000), (20, 1_000), UNDECIDED),  # rounded counts can be upside down: no limits
    ],
)
def test_ratios_of_counts(was: Any, now: Any, expected: Judgement) -> None:
    (old, old_around), (new, new_around) = _counted(*was), _counted(*now)
    assert judge(old, new, limits(old, old_around), limits(new, new_around)) is expected


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (1000, 1005, CONFIRMS),
        (1000, 1050, UNDECIDED),
        (1000, 1100, CONTRADICTS),
        (0, 5, CONFIRMS),
        (0, 10, CONTRADICTS),
    ],
)
def test_counts(was: int, now: int, expected: Judgement) -> None:
    old, new = (count("risk_groups", "g1", "size", EVERYBODY, value, Counted.ROWS) for value in (was, now))
    assert judge(old, new, limits(old, {}), limits(new, {})) is expected


@st.composite
def intervals(draw: st.DrawFn) -> Triple:
    lower, value, upper = sorted(draw(st.lists(st.floats(0.01, 20), min_size=3, max_size=3)))
    return value, lower, upper


@given(intervals(), intervals())
def test_order_makes_no_difference_to_estimates(one: Triple, other: Triple) -> None:
    a, b = _ratio_of_risks(one), _ratio_of_risks(other)
    assert judge(a, b, limits(a, {}), limits(b, {})) is judge(b, a, limits(b, {}), limits(a, {}))


@given(intervals(), intervals())
def test_what_changes_side_clearly_is_always_a_contradiction(one: Triple, other: Triple) -> None:
    a, b = _ratio_of_risks(one), _ratio_of_risks(other)
    clear = (one[1] > 1 and other[2] < 1) or (one[2] < 1 and other[1] > 1)
    if clear:
        assert judge(a, b, limits(a, {}), limits(b, {})) is CONTRADICTS


# --- which are compared -------------------------------------------------------------------------------------------


def test_a_year_later_and_the_same_figures_confirm() -> None:
    found = compare(OLD, newer(lambda s: {}))
    assert about(found, "risk_groups/g1/rr").judgement is CONFIRMS
    assert about(found, "risk_groups/population/rate").judgement is CONFIRMS
    assert about(found, "places/gm9901/rate").judgement is CONFIRMS
    assert about(found, "risk_groups/g3/rr").judgement is UNDECIDED
    assert contradicted(OLD, newer(lambda s: {})) == ()


def test_another_figure_for_the_same_group_contradicts_whatever_its_number() -> None:
    """The group that was g2 is g1 in the newer release: the group counts, not its name."""
    swap = {"g1": "g2", "g2": "g1"}

    def change(statement: Statement) -> dict[str, Any]:
        subject = swap.get(statement.subject, statement.subject)
        update: dict[str, Any] = {"subject": subject, "id": f"{statement.analysis}/{subject}/{statement.role}"}
        if statement.subject == "g2" and statement.role == "rr":
            update |= {"value": 0.6, "lower": 0.5, "upper": 0.8}
        return update

    (found,) = contradicted(OLD, newer(change))
    assert (found.older, found.newer) == ("risk_groups/g2/rr", "risk_groups/g1/rr")


def test_counts_of_other_years_are_not_compared() -> None:
    found = {comparison.older for comparison in compare(OLD, newer(lambda s: {}))}
    assert "risk_groups/g1/size" not in found
    assert "risk_groups/g1/rate" in found
    again = newer(lambda s: {}, period=OLD.statements[0].period)
    assert "risk_groups/g1/size" in {comparison.older for comparison in compare(OLD, again)}


@pytest.mark.parametrize(
    ("period", "day", "compared"),
    [
        ("2019-01-01/2023-12-31", date(2025, 1, 1), True),  # later years, released earlier: still newer figures
        ("2018-01-01/2022-12-31", date(2027, 1, 1), True),
        ("2018-01-01/2022-12-31", date(2026, 11, 21), False),  # the same day
        ("2018-01-01/2022-12-31", date(2025, 1, 1), False),
        ("2014-01-01/2018-12-31", date(2027, 1, 1), False),  # older years, released later
        ("nonsense", date(2027, 1, 1), False),
    ],
)
def test_only_newer_figures_count(period: str, day: date, compared: bool) -> None:
    change = values(g1_rr=(0.5, 0.4, 0.6))
    other = newer(lambda s: {"period": period, **change(s)})
    found = compare(OLD, replace(other, day=day))
    assert ("risk_groups/g1/rr" in {c.older for c in found}) is compared


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "iets anders"},
        {"unit": "vrouw"},
        {"window_months": 24},
        {"areas": ("GM9901",)},
    ],
)
def test_another_question_is_not_compared(change: dict[str, Any]) -> None:
    other = newer(lambda s: {}, sheet=OLD.sheet.model_copy(update=change))
    assert compare(OLD, other) == ()


def test_a_level_that_means_something_else_is_not_compared() -> None:
    first, *rest = OLD.sheet.dimensions
    relabelled = first.model_copy(
        update={"levels": tuple(lv.model_copy(update={"label": f"{lv.label} nieuw"}) for lv in first.levels)}
    )
    sheet = OLD.sheet.model_copy(update={"dimensions": (relabelled, *rest)})
    found = {c.older for c in compare(OLD, newer(lambda s: {}, sheet=sheet))}
    assert "risk_groups/g1/rr" not in found  # lives with a single mother
    assert "risk_groups/g3/rr" in found  # moved, and was young
    assert "risk_groups/population/rate" in found


def test_a_wijk_is_compared_within_one_population_only() -> None:
    wijk = OLD.sheet.dimensions[0].model_copy(update={"name": "wijk"})
    sheet = OLD.sheet.model_copy(update={"dimensions": (wijk, *OLD.sheet.dimensions)})
    here = predicate(SINGLE.model_copy(update={"factor": "wijk"}))
    statement = estimate("g1", "rr", here, "relative_risk", (2.9, 2.1, 3.9))
    old = replace(OLD, sheet=sheet, statements=(statement,))
    later = statement.model_copy(update={"period": NEXT_YEAR})
    assert len(compare(old, replace(old, statements=(later,)))) == 1
    elsewhere = later.model_copy(update={"population": "another"})
    assert compare(old, replace(old, statements=(elsewhere,))) == ()


def test_two_newer_numbers_for_one_group_decide_nothing() -> None:
    twice = newer(values(g1_rr=(0.5, 0.4, 0.6)))
    extra = next(s for s in OLD.statements if s.id == "risk_groups/g1/rr").model_copy(
        update={"id": "risk_groups/g9/rr", "subject": "g9", "period": NEXT_YEAR}
    )
    found = compare(OLD, replace(twice, statements=(*twice.statements, extra)))
    assert "risk_groups/g1/rr" not in {c.older for c in found}


def test_what_was_withheld_before_is_not_compared() -> None:
    hidden = withhold(OLD, "risk_groups/g1/rr")
    assert "risk_groups/g1/rr" not in {c.older for c in compare(hidden, newer(lambda s: {}))}


# --- what is said -------------------------------------------------------------------------------------------------


def test_a_notice_holds_no_number_of_the_newer_release() -> None:
    found = compare(OLD, newer(values(g1_rr=(0.7, 0.5, 0.9), g1_risk=(15.0, 12.0, 18.0))))
    ratio_said = about(found, "risk_groups/g1/rr")
    assert ratio_said.judgement is CONTRADICTS
    assert ratio_said.notice == (
        "Nieuwere cijfers zeggen iets anders over hoe kinderen die bij een alleenstaande moeder wonen, van wie de "
        "moeder geen werk heeft, van wie de moeder jonger was dan 30 jaar bij haar eerste kind en die in een "
        "huurwoning met huurtoeslag wonen verschillen van anderen."
    )
    words = " ".join(d.model_dump_json() for d in OLD.sheet.dimensions)
    for comparison in found:
        assert all(number in words for number in re.findall(r"\d+", comparison.notice))
        assert len(comparison.notice) <= 600


def test_a_sentence_brings_the_newer_numbers_with_their_other_side() -> None:
    found = compare(OLD, newer(values(g1_rr=(0.7, 0.5, 0.9), g1_risk=(15.0, 12.0, 18.0))))
    for statement in ("risk_groups/g1/rr", "risk_groups/g1/risk"):
        said = about(found, statement).sentence
        assert said.startswith("Nieuwere cijfers zeggen iets anders. Het gaat om kinderen die bij een alleenstaande")
        assert "maakten ongeveer 15 dit mee (tussen 12 en 18). Ongeveer 985 niet." in said
        assert "hoort 81\u00a0procent niet bij deze groep. Dit zegt niets over één gezin" in said
    assert "De kans is ongeveer 0,7" in about(found, "risk_groups/g1/rr").sentence


def test_without_the_other_side_no_newer_number_is_told() -> None:
    def change(statement: Statement) -> dict[str, Any]:
        if statement.id == "risk_groups/g1/share-outside":
            return {"state": State.WITHHELD, "value": None, "lower": None, "upper": None}
        return values(g1_rr=(0.7, 0.5, 0.9))(statement)

    said = about(compare(OLD, newer(change)), "risk_groups/g1/rr")
    assert said.judgement is CONTRADICTS
    assert said.sentence == said.notice


def test_shown_then_and_withheld_now_is_undecided_and_said() -> None:
    def change(statement: Statement) -> dict[str, Any]:
        hidden = {"state": State.WITHHELD, "value": None, "lower": None, "upper": None}
        return hidden if statement.id == "risk_groups/g1/risk" else {}

    said = about(compare(OLD, newer(change)), "risk_groups/g1/risk")
    assert (said.judgement, said.withheld) == (UNDECIDED, True)
    assert said.notice.startswith("In nieuwere cijfers is er te weinig om iets te zeggen over hoe vaak dit gebeurt bij")
    assert said.sentence == said.notice


def test_a_long_group_is_cut_at_a_word() -> None:
    long = tuple(
        d.model_copy(
            update={"levels": tuple(lv.model_copy(update={"phrase": "die " + "heel " * 80}) for lv in d.levels)}
        )
        for d in OLD.sheet.dimensions
    )
    sheet = OLD.sheet.model_copy(update={"dimensions": long})
    found = compare(replace(OLD, sheet=sheet), newer(lambda s: {}, sheet=sheet))
    notice = about(found, "risk_groups/g1/rr").notice
    assert len(notice) <= 600
    assert notice.endswith("heel…")


def test_the_example_adds_up() -> None:
    """Guards the tests above: the example is what they take it to be."""
    assert pytest.approx(0.0085, abs=0.0001) == ALL_EVENTS / ALL_SIZE
    assert "/" in OLD.statements[0].period
