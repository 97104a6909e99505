"""Invented worlds drawn from the documented truth of the twin, straight into coded cohorts.

Taken from that truth: how often the four planted circumstances come together, the yearly risk of each combination, and
how families differ (one multiplier, shared by brothers and sisters in all years). A child whose event has come leaves.
The other factors do nothing by themselves, but hang together with those that do: social assistance with no work, income
with both. How they do is assumed here, and made to be hard: some descriptions are nearly the planted one.
"""

from collections.abc import Sequence
from datetime import date
from itertools import product

import numpy as np
from numpy.typing import NDArray

from smartstart.release.contents import Condition, Dimension, Level, Origin, Predicate
from smartstart.vault.coded import CodedCohort, CodedFactor, CodedOutcome, OutcomeKind
from smartstart.vault.twin.truth import MILLION, TRUTH

DATES = tuple(date(year, 1, 1) for year in range(2018, 2023))
CHILDREN_PER_DATE = 88_000

PLANTED = Predicate(
    conditions=(
        Condition(factor="gezin", levels=("alleenstaande_moeder",)),
        Condition(factor="moeder_eerste_kind", levels=("tot_20", "20_25", "25_30")),
        Condition(factor="werk_moeder", levels=("geen_werk",)),
        Condition(factor="woning", levels=("huur_met_toeslag",)),
    )
)

_LEVELS: dict[str, tuple[str, ...]] = {
    "gezin": ("gehuwd_paar", "ongehuwd_paar", "alleenstaande_moeder", "alleenstaande_vader", "anders"),
    "werk_moeder": ("werk", "geen_werk", "onbekend"),
    "moeder_eerste_kind": ("tot_20", "20_25", "25_30", "30_35", "vanaf_35"),
    "woning": ("koop", "huur_met_toeslag", "huur_zonder_toeslag", "onbekend"),
    "bijstand": ("nee", "ja"),
    "inkomen": ("0_20", "20_40", "40_60", "60_80", "80_100", "onbekend"),
    "leeftijd": ("0-3", "4-7", "8-11", "12-14", "15-17"),
    "geslacht": ("jongen", "meisje"),
    "aantal_kinderen": ("1", "2", "3", "4_of_meer"),
    "verhuisd": ("0", "1", "2_of_meer"),
    "moeder_gescheiden": ("nee", "ja"),
    "moeder_zelfstandig": ("nee", "ja", "onbekend"),
}
_ORDERED = {"moeder_eerste_kind", "inkomen", "leeftijd", "aantal_kinderen", "verhuisd"}

Codes = NDArray[np.int64]
Chances = NDArray[np.float64]


def draw_world(seed: int, null: bool = False, rows: int = CHILDREN_PER_DATE * len(DATES)) -> CodedCohort:
    """Return one world of about `rows` children at reference dates.

    Args:
        seed: the same seed gives the same world.
        null: the outcome hangs on no factor (brothers and sisters are still alike), at the same overall rate.
        rows: about how many rows, five dates together.
    """
    rng = np.random.default_rng(seed)
    # Of all children ever drawn, 18 in 22 are under 18 at any one of the five dates.
    families = max(round(rows / len(DATES) / _mean_children() * 22 / 18), 1)
    family = _family(rng, families)
    per_family = family["aantal_kinderen"] + 1
    household = np.repeat(np.arange(families), per_family)
    frailty = _frailty(rng, families)[household]
    born = rng.integers(_BORN.start, _BORN.stop, household.size)
    sex = (rng.random(household.size) < 0.488).astype(np.int64)
    at_risk = np.ones(household.size, dtype=np.bool_)
    parts: list[dict[str, Codes]] = []
    for year in range(len(DATES)):
        family = _a_year_later(rng, family) if year else family
        age = year - born
        here = np.flatnonzero(at_risk & (age >= 0) & (age < 18))
        codes = {name: values[household[here]] for name, values in family.items()}
        codes["leeftijd"] = np.digitize(age[here], (4, 8, 12, 15))
        codes["geslacht"] = sex[here]
        chance = np.full(here.size, TRUTH.null_risk_ppm / MILLION) if null else yearly_risk(codes)
        codes["event"] = (rng.random(here.size) < np.minimum(chance * frailty[here], 1.0)).astype(np.int64)
        codes["person"], codes["household"] = here, household[here]
        codes["reference"] = np.full(here.size, year)
        at_risk[here[codes["event"] == 1]] = False
        parts.append(codes)
    return _cohort(rng, {name: np.concatenate([part[name] for part in parts]) for name in parts[0]})


def _mean_children() -> float:
    return float(np.dot(_CHILDREN, (1, 2, 3, 4)))


_CHILDREN = (0.34, 0.44, 0.16, 0.06)
_BORN = range(-17, len(DATES))  # year of birth of all children ever drawn, each as likely
_NEW_CHAPTER = 1 / 12  # of a family, from one date to the next


def _choose(rng: np.random.Generator, chances: Chances | Sequence[Sequence[float]], row: Codes) -> Codes:
    """Draw a level for each unit from row `row` of a table of chances."""
    bounds = np.cumsum(np.asarray(chances, dtype=np.float64), axis=1)[row, :-1]
    drawn: Codes = (rng.random(row.size)[:, None] >= bounds).sum(axis=1)
    return drawn


def _frailty(rng: np.random.Generator, families: int) -> Chances:
    weights = np.array([point.weight_ppm for point in TRUTH.frailty]) / MILLION
    values = np.array([point.multiplier for point in TRUTH.frailty])
    return rng.choice(values, families, p=weights)


# In the order of `TRUTH.joint`: single mother, no work, young at her first child, rented home with allowance.
_COMBINATIONS = np.array(list(product((False, True), repeat=4)))
_JOINT = np.array([TRUTH.joint[(a, b, c, d)] for a, b, c, d in product((False, True), repeat=4)], dtype=np.float64)
_RISKS = np.array([TRUTH.yearly_risk(a, b, c, d) for a, b, c, d in product((False, True), repeat=4)])


def _circumstances(rng: np.random.Generator, young: NDArray[np.bool_]) -> Codes:
    """Draw the four circumstances of each family, given whether the mother was young; shape (4, families)."""
    chances = [np.where(_COMBINATIONS[:, 2] == value, _JOINT, 0.0) for value in (False, True)]
    table = [row / row.sum() for row in chances]
    drawn = _choose(rng, np.array(table), young.astype(np.int64))
    return _COMBINATIONS[drawn].T.astype(np.int64)


def _family(rng: np.random.Generator, families: int, first: Codes | None = None) -> dict[str, Codes]:
    """Draw what a family has in common, with the dependence that makes a search hard."""
    one = np.zeros(families, dtype=np.int64)
    if first is None:
        share = _JOINT[_COMBINATIONS[:, 2]].sum() / _JOINT.sum()
        first = _choose(rng, [[0, 0, 0, 0.70, 0.30], [0.04, 0.30, 0.66, 0, 0]], 1 * (rng.random(families) < share))
    single, idle, _, allowance = _circumstances(rng, first <= 2)
    gezin = _choose(rng, [[0.68, 0.26, 0, 0.04, 0.02], [0, 0, 1, 0, 0]], single)
    work = _choose(rng, [[0.98, 0, 0.02], [0, 1, 0]], idle)
    home = _choose(rng, [[0.76, 0, 0.22, 0.02], [0, 1, 0, 0]], allowance)
    assistance = _choose(rng, [[0.995, 0.005], [0.97, 0.03], [0.80, 0.20], [0.25, 0.75]], 2 * idle + allowance)
    income = _choose(
        rng,
        [
            [0.09, 0.17, 0.24, 0.25, 0.24, 0.01],
            [0.35, 0.40, 0.17, 0.05, 0.02, 0.01],
            [0.85, 0.12, 0.01, 0.005, 0.005, 0.01],
        ],
        np.maximum(allowance, 2 * assistance),
    )
    divorced = _choose(rng, [[0.94, 0.06], [0.52, 0.48]], single)
    moved = _choose(rng, [[0.72, 0.21, 0.07], [0.55, 0.28, 0.17]], np.maximum(single, allowance))
    independent = _choose(rng, [[0.30, 0.67, 0.03], [0.93, 0.03, 0.04]], idle)
    children = _choose(rng, [list(_CHILDREN)], one)
    return {
        "gezin": gezin,
        "werk_moeder": work,
        "moeder_eerste_kind": first,
        "woning": home,
        "bijstand": assistance,
        "inkomen": income,
        "aantal_kinderen": children,
        "verhuisd": moved,
        "moeder_gescheiden": divorced,
        "moeder_zelfstandig": independent,
    }


def _a_year_later(rng: np.random.Generator, family: dict[str, Codes]) -> dict[str, Codes]:
    """One family in twelve starts a new chapter: all but the mother's age and the children is drawn anew."""
    size = family["gezin"].size
    changed = rng.random(size) < _NEW_CHAPTER
    fresh = _family(rng, size, family["moeder_eerste_kind"])
    kept = {"moeder_eerste_kind", "aantal_kinderen"}
    return {name: old if name in kept else np.where(changed, fresh[name], old) for name, old in family.items()}


def yearly_risk(codes: dict[str, Codes]) -> Chances:
    """Return the chance of the outcome in a year, for an average family."""
    held = (codes["gezin"] == 2, codes["werk_moeder"] == 1, codes["moeder_eerste_kind"] <= 2, codes["woning"] == 1)
    number = np.zeros(codes["gezin"].size, dtype=np.int64)
    for holds in held:
        number = 2 * number + holds
    chances: Chances = _RISKS[number]
    return chances


def true_ratio() -> float:
    """Return the relative risk of the planted group against all others that the drawn worlds have for their truth.

    An interval that is robust to households describes the drawing of families from all that the model can make, with
    all their children at all dates. What it is about is then what endlessly many families would give: expected events
    over expected rows in the group, over the same outside it. That is a little less than the ratio of the documented
    yearly risks, since a child whose event has come leaves: of the others, those in the group are soonest the ones of
    families at low risk. Worked out exactly from the model, child by child: numbers add up in expectation, however
    alike brothers and sisters are. Nothing is drawn.
    """
    share = _JOINT / _JOINT.sum()
    kin = np.where(_COMBINATIONS[:, None, 2] == _COMBINATIONS[:, 2], share, 0.0)
    later = (1 - _NEW_CHAPTER) * np.eye(share.size) + _NEW_CHAPTER * kin / kin.sum(axis=1, keepdims=True)
    rows, events = np.zeros(share.size), np.zeros(share.size)
    for point in TRUTH.frailty:
        risk = np.minimum(_RISKS * point.multiplier, 1.0)
        for born in _BORN:
            at_risk = share * point.weight_ppm / MILLION
            for _ in range(max(born, 0), min(born + 18, len(DATES))):
                rows, events = rows + at_risk, events + at_risk * risk
                at_risk = (at_risk * (1.0 - risk)) @ later
    planted = _COMBINATIONS.all(axis=1)
    inside, outside = (events[group].sum() / rows[group].sum() for group in (planted, ~planted))
    return float(inside / outside)


def _dimension(name: str) -> Dimension:
    levels = tuple(Level(code=code, label=code, missing=code == "onbekend") for code in _LEVELS[name])
    return Dimension(name=name, title=name, ordered=name in _ORDERED, levels=levels)


def _cohort(rng: np.random.Generator, codes: dict[str, Codes]) -> CodedCohort:
    event = codes["event"].astype(np.int32)
    day = np.where(event == 1, rng.integers(1, 366, event.size), -1).astype(np.int32)
    return CodedCohort(
        unit="kind",
        units="kinderen",
        factors=tuple(CodedFactor(_dimension(name), codes[name].astype(np.uint8)) for name in _LEVELS),
        places=(),
        outcome=CodedOutcome(
            name="uithuisplaatsing",
            title="Uithuisplaatsing",
            phrase="uit huis geplaatst werden",
            kind=OutcomeKind.BINARY,
            codes=event,
            event_day=day,
        ),
        person=codes["person"].astype(np.int32),
        household=codes["household"].astype(np.int32),
        reference=codes["reference"].astype(np.uint8),
        reference_dates=DATES,
        window_months=12,
        drop_off=(),
        origin=Origin.INVENTED,
    )
