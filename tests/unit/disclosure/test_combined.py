"""What conditions do together comes from shown counts only, and goes with any of them."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import ArrayLike

from smartstart.disclosure.candidates import CountCandidate, ModelCandidate, RatioCandidate, Submission
from smartstart.disclosure.combined import lift, of_rates
from smartstart.disclosure.gate import Judged
from smartstart.disclosure.policy import load_policy
from smartstart.disclosure.rounding import Shown
from smartstart.release.consistency import problems
from smartstart.release.contents import Counted, Outline, Predicate, State, Statistic, TableStatement
from smartstart.release.formats import format_of
from smartstart.release.tables import data_package
from smartstart.statistics.evidence import of_units
from smartstart.statistics.interaction import additive_interaction
from smartstart.statistics.intervals import Intervals
from smartstart.statistics.mover import mover
from smartstart.statistics.proportions import wilson
from tests.support.attack_worlds import gated
from tests.support.gate_world import World, decide, dimension, model, predicate, rate, sheet, shown, submit

CELLS = ((400, 20), (300, 30), (250, 30), (200, 50))  # size and events of 00, 01, 10, 11
NAMES = ("c00", "c01", "c10", "c11")
FOUR = (Statistic.CONTRAST, Statistic.RERI, Statistic.ATTRIBUTABLE, Statistic.SYNERGY)


def _group(name: str) -> Predicate:
    letters = dict(zip(("a", "b", "c"), name[1:], strict=False))
    return predicate(**{factor: "ja" if bit == "1" else "nee" for factor, bit in letters.items()})


def _world(cells: Sequence[tuple[int, int]] = CELLS) -> World:
    world = World(dimension("a", "ja", "nee"), dimension("b", "ja", "nee"))
    for name, (size, events) in zip(NAMES, cells, strict=True):
        levels = {c.factor: c.levels[0] for c in _group(name).conditions}
        world.add(size, events=events, **levels)
    return world


def _counts(world: World, names: Sequence[str] = NAMES) -> list[CountCandidate]:
    return [
        world.count(f"{name}/{role}", _group(name), counted)
        for name in names
        for role, counted in (("events", Counted.EVENTS), ("size", Counted.ROWS))
    ]


def _effect(world: World, value: float = 1.2) -> ModelCandidate:
    inside, none, *others = (world.evidence(_group(name)) for name in ("c11", "c00", "c01", "c10"))
    return model(
        "p/design",
        inside,
        none,
        measure="design_effect",
        value=value,
        lower=value,
        upper=value,
        predicate=_group("c11"),
        levels=tuple(others),
    )


def _asked(world: World, effect: float = 1.2) -> Submission:
    counts = _counts(world)
    of = (*(c.statement.id.removeprefix("test/") for c in counts), "p/design")
    sizes = tuple(f"{name}/size" for name in NAMES)
    ratios = [rate(f"p/{s.value.replace('_', '-')}", _group("c11"), s, of) for s in FOUR]
    ratios.append(rate("p/lift", _group("c11"), Statistic.LIFT, sizes))
    return submit(*counts, ratios=tuple(ratios), models=(_effect(world, effect),))


def _found(judged: Judged, statistic: Statistic) -> TableStatement:
    return next(s for s in judged.statements if isinstance(s, TableStatement) and s.statistic is statistic)


def _exact(members: ArrayLike, events: ArrayLike, design: float = 1.0) -> dict[Statistic, Intervals]:
    shape = (-1, 2, 2)
    tables = of_units(np.reshape(members, shape) / design, np.reshape(events, shape) / design)
    found = additive_interaction(tables, recode=False)
    parts = (found.contrast, found.additive.reri, found.additive.attributable, found.additive.synergy)
    return dict(zip(FOUR, parts, strict=True))


def test_exact_counts_give_what_the_statistics_give_at_the_shown_design_effect() -> None:
    judged = decide(_world(), _asked(_world()))  # without rounding
    effect = next(s for s in judged.statements if s.id == "test/p/design")
    assert (effect.value, effect.upper, effect.precision) == (1.0, 1.5, "stappen van 0,5")  # the limit goes outwards
    sizes, events = zip(*CELLS, strict=True)
    for statistic, exact in _exact(sizes, events, design=1.5).items():
        statement = _found(judged, statistic)
        value, lower, upper = float(exact.value[0]), float(exact.lower[0]), float(exact.upper[0])
        step = 0.1 if statistic is Statistic.CONTRAST else 0.01
        assert statement.value == pytest.approx(value, abs=step / 2 + 1e-9)
        assert lower - step < statement.lower <= lower + 1e-9  # type: ignore[operator]
        assert upper - 1e-9 <= statement.upper < upper + step  # type: ignore[operator]


def test_the_smallest_combination_sets_the_step_of_the_design_effect() -> None:
    """Five events of 40 move 1.2 by 0.15; five of 12, in a combination that is neither the group nor its reference."""
    for smallest, words in ((40, "stappen van 0,2"), (12, "stappen van 0,5")):
        world = _world(((400, 40), (300, smallest), (250, 40), (200, 50)))
        effect = next(s for s in decide(world, _asked(world)).statements if s.id == "test/p/design")
        assert effect.precision == words  # type: ignore[union-attr]


def test_a_design_effect_below_one_does_not_narrow_anything() -> None:
    counts = [Shown(n, n, n) for size, events in CELLS for n in (events, size)]
    assert of_rates(Statistic.CONTRAST, counts, 0.4, 1) == of_rates(Statistic.CONTRAST, counts, 1.0, 1)


def test_the_limits_hold_those_of_every_count_that_the_rounding_allows() -> None:
    around = [[Shown(e, e - 2, e + 2), Shown(n, n - 2, n + 2)] for n, e in CELLS]
    counts = [one for pair in around for one in pair]
    moved = np.array([(n, e) for n, e in CELLS]) + np.random.default_rng(5).integers(-2, 3, size=(400, 4, 2))
    every = _exact(moved[..., 0], moved[..., 1])
    for statistic in FOUR:
        found = of_rates(statistic, counts, 1.0, 1)
        assert found is not None
        assert found.lower <= every[statistic].lower.min()
        assert every[statistic].upper.max() <= found.upper


def test_lift_is_the_share_with_both_against_chance_with_every_value_that_the_rounding_allows() -> None:
    found = lift([Shown(n, n - 2, n + 2) for n, _ in CELLS])
    assert found is not None
    assert found.value == pytest.approx((200 / 450) / (500 / 1150), abs=0.005)
    every = [
        (d / (d + c)) / ((d + b) / (a + b + c + d))
        for a, b, c, d in itertools.product(*(range(n - 2, n + 3) for n, _ in CELLS))
    ]
    assert found.lower <= min(every) <= found.lower + 0.01
    assert found.upper - 0.01 <= max(every) <= found.upper
    assert lift([Shown(5, 3, 7), Shown(5, 3, 7), Shown(5, 3, 7), Shown(0, 0, 2)]) is None


def test_three_conditions_add_with_signs_that_change() -> None:
    sizes, events = [400, 300, 300, 200, 300, 200, 200, 150], [20, 20, 22, 25, 25, 30, 30, 60]
    counts = [Shown(n, n, n) for e, s in zip(events, sizes, strict=True) for n in (e, s)]
    found = of_rates(Statistic.THREE_WAY, counts, 1.5, 1)
    p = dict(zip(itertools.product((0, 1), repeat=3), np.divide(events, sizes), strict=True))
    apart = [p[1, 1, k] - p[1, 0, k] - p[0, 1, k] + p[0, 0, k] for k in (0, 1)]  # the contrast without, with the third
    risks = wilson(np.divide(events, 1.5), np.divide(sizes, 1.5))
    limits = mover([-1000.0, 1000.0, 1000.0, -1000.0, 1000.0, -1000.0, -1000.0, 1000.0], risks)
    assert found is not None
    assert found.value == pytest.approx(1000 * (apart[1] - apart[0]), abs=0.05)
    assert found.lower == pytest.approx(float(limits.lower), abs=0.1)
    assert found.upper == pytest.approx(float(limits.upper), abs=0.1)


def test_what_is_undefined_for_some_possible_counts_is_not_shown() -> None:
    flat = [Shown(n, n - 2, n + 2) for n in (20, 400, 20, 400, 20, 400, 20, 400)]
    assert of_rates(Statistic.SYNERGY, flat, 1.0, 1) is None  # nothing is added, so there is nothing to divide by
    assert of_rates(Statistic.CONTRAST, flat, 1.0, 1) is not None
    nobody = [Shown(0, 0, 0), Shown(0, 0, 2), *flat[2:]]
    assert of_rates(Statistic.CONTRAST, nobody, 1.0, 1) is None


@pytest.mark.parametrize("small", range(4))
def test_with_one_combination_too_small_nothing_is_said_of_the_pair(small: int) -> None:
    cells = [(200, 4) if place == small else cell for place, cell in enumerate(CELLS)]
    judged = decide(_world(cells), _asked(_world(cells)), load_policy("cbs-ra"))
    assert all(_found(judged, s).state is State.WITHHELD for s in FOUR)
    assert _found(judged, Statistic.LIFT).state is State.SHOWN  # sizes only


def test_without_a_shown_design_effect_nothing_is_said() -> None:
    asked = _asked(_world())
    judged = decide(_world(), replace(asked, models=(replace(asked.models[0], residual_df=1),)))
    assert next(s for s in judged.statements if s.id == "test/p/design").state is State.WITHHELD
    assert all(_found(judged, s).state is State.WITHHELD for s in FOUR)


def _other(asked: Submission, **changes: object) -> Submission:
    first = asked.ratios[0]
    changed = RatioCandidate(first.statement.model_copy(update=changes))
    return replace(asked, ratios=(changed, *asked.ratios[1:]))


_OF = _asked(_world()).ratios[0].statement.of


@pytest.mark.parametrize(
    ("of", "word"),
    [
        (_OF[:-3] + _OF[-1:], "alle combinaties"),
        ((*_OF[:-1], "test/c00/size"), "ontwerpeffect"),
        ((_OF[1], _OF[0], *_OF[2:]), "alle combinaties"),
        ((*_OF[:2], *_OF[:2], *_OF[4:]), "elk één keer"),
        ((_OF[0], _OF[3], _OF[2], _OF[1], *_OF[4:]), "alle combinaties"),
        (("test/nee/events", *_OF[1:]), "alle combinaties"),
    ],
    ids=["too few", "no effect", "not in turn", "twice", "of two groups", "unknown"],
)
def test_what_does_not_name_all_combinations_once_is_refused(of: tuple[str, ...], word: str) -> None:
    judged = decide(_world(), _other(_asked(_world()), of=of))
    reasons = [j.reason for j in judged.judgements if j.id == "test/p/interaction-contrast" and j.rule == "modelled"]
    assert reasons
    assert word in reasons[0]
    assert "p/interaction-contrast" not in shown(judged)


def test_a_release_that_says_so_is_of_the_second_format_and_names_it_in_its_table() -> None:
    world = _world()
    judged = decide(world, _asked(world))
    release = gated(world, judged)  # sealed, and read again
    assert format_of(release) == "smartstart-release/2"
    plain = replace(release, statements=tuple(s for s in release.statements if s.subject != "p"))
    assert format_of(plain) == "smartstart-release/1"
    marked = replace(plain, sheet=plain.sheet.model_copy(update={"contrast_margin": 2.0}))
    assert format_of(marked) == "smartstart-release/2"
    assert b"synergy_index" in data_package("x", "x", release.statements)
    assert b"synergy_index" not in data_package("x", "x", plain.statements)


@pytest.mark.parametrize("place", [0, 1, 8])
def test_a_reader_refuses_a_number_that_names_something_else(place: int) -> None:
    world = _world()
    statements = {s.id: s for s in decide(world, _asked(world)).statements}
    wrong = statements["test/p/reri"]
    assert isinstance(wrong, TableStatement)
    of = [*wrong.of]
    of[place] = {0: "test/c00/size", 1: "test/c00/events", 8: "test/c11/size"}[place]
    statements[wrong.id] = wrong.model_copy(update={"of": tuple(of)})
    found = list(
        problems(sheet(*world.dimensions), tuple(statements.values()), Outline(asked=14, released=14, withheld=0))
    )
    assert [where for where, _ in found] == ["test/p/reri"]
