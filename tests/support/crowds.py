"""Random crowds of persons for the gate: areas that lie in each other, areas that overlap them, ages, several dates.

A crowd is a `World` whose groups are counted with arrays: a trial counts many groups of a thousand random crowds.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from smartstart.attack.evidence import Group, Key, Learned, Measure
from smartstart.disclosure.candidates import Evidence
from smartstart.release.contents import Dimension, Predicate
from tests.support.gate_world import Row, World, dimension

BUURTEN = {
    "WK990101": ("BU99010101", "BU99010102"),
    "WK990102": ("BU99010201", "BU99010202"),
    "WK990201": ("BU99020101",),
}
GEMEENTEN = {f"GM{wijk[2:6]}": tuple(w for w in BUURTEN if w[:6] == wijk[:6]) for wijk in BUURTEN}
AGES = ("0-3", "4-11", "12-15", "16-17")
SCHOOLS = ("noord", "zuid")
PARENTS = ("een", "twee")
INCOMES = ("laag", "midden", "hoog")
DATES = ("2020-01-01", "2021-01-01", "2022-01-01")
MARKED = ("uitkomst", "inkomen:laag")
_SIZES = (3, 8, 15, 30, 60, 100)  # households of a buurt
_PLACES = ("gemeente", "wijk", "buurt")

Mask = NDArray[np.bool_]


class Crowd(World):
    """Rows of persons, with an amount for each row.

    Attributes:
        dates: the reference dates; one row for each person present at each.
        amounts: shape (rows,), what each row brings in.
    """

    def __init__(self, rows: Iterable[Row], amounts: Mapping[int, float], dates: tuple[str, ...]) -> None:
        super().__init__(*_dimensions(dates))
        self.rows = list(rows)
        self.dates = dates
        self.of_person = dict(amounts)
        self.amounts = np.array([amounts[r.person] for r in self.rows])
        self.held = {i for i, r in enumerate(self.rows) if r.household % 2}
        self._levels = {d.name: np.array([r.levels[d.name] for r in self.rows]) for d in self.dimensions}
        self._person = np.array([r.person for r in self.rows])
        self._household = np.array([r.household for r in self.rows])
        self._event = np.array([r.event for r in self.rows], dtype=bool)

    def mask(self, group: Predicate) -> Mask:
        """Return which rows are in a group, shape (rows,)."""
        inside = np.ones(len(self.rows), dtype=bool)
        for condition in group.conditions:
            inside &= np.isin(self._levels[condition.factor], condition.levels)
        return inside

    def evidence(self, group: Predicate, rows: Iterable[Row] | None = None) -> Evidence:
        """Return the exact counts of a group."""
        return self.counted(self.mask(group)) if rows is None else super().evidence(group, rows)

    def on_half(self, group: Predicate) -> Evidence:
        """Return the exact counts of a group on the half of the households that was held back."""
        return self.counted(self.mask(group) & (self._household % 2 == 1))

    def counted(self, chosen: Mask) -> Evidence:
        """Return the exact counts of some rows."""
        hit = chosen & self._event
        return Evidence(
            rows=int(chosen.sum()),
            persons=_distinct(self._person[chosen]),
            households=_distinct(self._household[chosen]),
            events=int(hit.sum()),
            event_persons=_distinct(self._person[hit]),
            event_households=_distinct(self._household[hit]),
        )

    def contributions(self, group: Predicate) -> list[float]:
        """Return what each person in a group brings in, over all of that person's rows."""
        chosen = self.mask(group)
        persons, place = np.unique(self._person[chosen], return_inverse=True)
        return [float(part) for part in np.bincount(place, self.amounts[chosen], persons.size)]

    def number(self, one: Learned) -> float:
        """Return the true number behind a claim."""
        if one.group.parts:
            return self._in_several(one)
        if one.measure in (Measure.PERSONS, Measure.HOUSEHOLDS):
            return self._never(one)
        chosen = self._inside(one.group)
        if one.measure in (Measure.PARTLY, Measure.REPEATED):
            _, times = np.unique(self._person[chosen], return_counts=True)
            dates = len(dict(one.group.inside).get("peildatum", self.dates))
            return int((times > 1 if one.measure is Measure.REPEATED else times < dates).sum())
        if one.measure is Measure.AMOUNT:
            return self._brought(one, chosen)
        if one.measure is Measure.SHARE:
            return self._share(one, chosen)
        found = self.counted(chosen)
        return {
            Measure.ROWS: found.rows,
            Measure.EVENTS: found.events,
            Measure.WITHOUT: found.rows - found.events,
        }[one.measure]

    def _brought(self, one: Learned, chosen: Mask) -> float:
        """Return what a group brings in, or, of "the 2 with the highest", what those bring in."""
        _, place = np.unique(self._person[chosen], return_inverse=True)
        parts = np.sort(np.bincount(place, self.amounts[chosen]))
        few = int(one.group.words.split()[1]) if one.group.words else parts.size
        return float(parts[parts.size - few :].sum())

    def _never(self, one: Learned) -> float:
        """Return how many persons or households of a group are never, at no date, in any of the others."""
        of = self._person if one.measure is Measure.PERSONS else self._household
        others = [of[self._keyed(key)] for key in one.group.outside]
        left = np.setdiff1d(of[self._keyed(one.group.inside)], np.concatenate([*others, of[:0]]))
        return int(left.size)

    def _in_several(self, one: Learned) -> float:
        """Return how many persons or households are in more than one of some parts."""
        of = self._person if one.measure is Measure.PERSONS else self._household
        there = np.concatenate([np.unique(of[self._keyed(key)]) for key in one.group.parts])
        return int((np.unique(there, return_counts=True)[1] > 1).sum())

    def _share(self, one: Learned, chosen: Mask) -> float:
        """Return the share with the outcome, or, of a group with a marked level, its share of the group around it."""
        if one.statements and "events" in one.statements[0]:
            return 100 * int((chosen & self._event).sum()) / max(1, int(chosen.sum()))
        around = tuple(c for c in one.group.inside if c[0] != "inkomen")
        return 100 * int(chosen.sum()) / max(1, int(self._keyed(around).sum()))

    def _inside(self, group: Group) -> Mask:
        chosen = self._keyed(group.inside)
        if "helft" in group.words:
            chosen &= self._household % 2 == 1
        for key in group.outside:
            chosen &= ~self._keyed(key)
        return chosen

    def _keyed(self, key: Key) -> Mask:
        inside = np.ones(len(self.rows), dtype=bool)
        for factor, codes in key:
            places = (self._levels[name] for name in _PLACES) if factor in _PLACES else (self._levels[factor],)
            inside &= np.any([np.isin(levels, sorted(codes)) for levels in places], axis=0)
        return inside


def _distinct(numbers: NDArray[np.int64]) -> int:
    return int(np.unique(numbers).size)


def _dimensions(dates: tuple[str, ...]) -> tuple[Dimension, ...]:
    wijken = tuple(w for several in GEMEENTEN.values() for w in several)
    named = {"gemeente": tuple(GEMEENTEN), "wijk": wijken, "buurt": tuple(b for w in wijken for b in BUURTEN[w])}
    named |= {"school": SCHOOLS, "leeftijd": AGES, "ouder": PARENTS, "inkomen": INCOMES, "peildatum": dates}
    return tuple(
        dimension(name, *codes).model_copy(update={"ordered": name == "leeftijd"}) for name, codes in named.items()
    )


def draw_crowd(chance: random.Random) -> Crowd:
    """Draw a crowd of some hundred persons."""
    dates = DATES[: chance.choice((1, 1, 1, 2, 3))]
    rows: list[Row] = []
    amounts: dict[int, float] = {}
    base, household = chance.choice((0.1, 0.25, 0.5)), 0
    for wijk, buurten in BUURTEN.items():
        for buurt in buurten:
            school = SCHOOLS[(int(wijk[2:]) + chance.choice((0, 0, 0, 1))) % len(SCHOOLS)]
            for _ in range(chance.choice(_SIZES)):
                household += 1
                home = {"gemeente": f"GM{wijk[2:6]}", "wijk": wijk, "buurt": buurt, "school": school}
                if chance.random() < 0.05:
                    home["school"] = chance.choice(SCHOOLS)
                home |= {"ouder": chance.choice(PARENTS), "inkomen": chance.choice((*INCOMES, "midden"))}
                for _ in range(chance.choice((1, 1, 2, 3))):
                    amounts[len(amounts)] = round(chance.lognormvariate(9, 0.8), 2)
                    risk = base * (1.6 if home["ouder"] == "een" else 0.7)
                    rows += _person(chance, len(amounts) - 1, household, home, dates, risk)
    return Crowd(rows, amounts, dates)


def _person(
    chance: random.Random, person: int, household: int, home: dict[str, str], dates: tuple[str, ...], risk: float
) -> list[Row]:
    """Return the rows of one person: older at each date, sometimes away."""
    age, found = chance.randrange(len(AGES)), []
    for number, date in enumerate(dates):
        if number == 0 or chance.random() < 0.9:
            levels = {**home, "leeftijd": AGES[min(age, len(AGES) - 1)], "peildatum": date}
            found.append(Row(person, household, levels, event=chance.random() < risk))
        age += chance.random() < 0.3
    return found


def shifted(crowd: Crowd, chance: random.Random) -> Crowd:
    """Return the crowd with one person more, one less, or one that moved or had another outcome."""
    person = chance.choice(sorted(crowd.of_person))
    mine = [r for r in crowd.rows if r.person == person]
    others = [r for r in crowd.rows if r.person != person]
    how = chance.choice(("more", "less", "moved", "outcome"))
    amounts = dict(crowd.of_person)
    if how == "more":
        twin = max(amounts) + 1
        amounts[twin] = amounts[person]
        return Crowd([*crowd.rows, *(replace(r, person=twin) for r in mine)], amounts, crowd.dates)
    if how == "less":
        return Crowd(others, amounts, crowd.dates)
    if how == "outcome":
        mine = [replace(r, event=not r.event) for r in mine]
    else:
        wijk = chance.choice([w for w in BUURTEN if w != mine[0].levels["wijk"]])
        place = {"gemeente": f"GM{wijk[2:6]}", "wijk": wijk, "buurt": chance.choice(BUURTEN[wijk])}
        mine = [replace(r, levels={**r.levels, **place}) for r in mine]
    return Crowd([*others, *mine], amounts, crowd.dates)
