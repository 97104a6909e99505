"""Many releases in a workspace, as years of work would leave them: several towns, studies and days; from one seed.

The figures of one release hang together as those of a real one: every group has one size and one number of events,
whoever asks for it. So they come in through the real door, with everything that follows from them.
"""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from smartstart.release.contents import (
    AnyStatement,
    Condition,
    Counted,
    Dimension,
    Level,
    Predicate,
    PublicHunch,
    ReleaseContents,
    Statistic,
)
from smartstart.web.accounts.models import Municipality, User
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import NOBODY, Actor, Visibility
from smartstart.workspace.data.models import Release
from smartstart.workspace.insight.actions.taking_in import take_in
from smartstart.workspace.pilots.models import Pilot
from tests.support.importing import counted, local_contents, trusting
from tests.support.many_texts import introduce, tell
from tests.support.people import colleague, town
from tests.support.pilots import pilot_of
from tests.support.release_example import (
    ALL_EVENTS,
    ALL_SIZE,
    EERSTE_KIND,
    EVERYBODY,
    GEMEENTE,
    GEZIN,
    VERHUISD,
    WERK,
    WONING,
    count,
    estimate,
    finding,
    predicate,
    ratio,
    sized,
)
from tests.support.signed import signed_archive

FACTORS = (GEZIN, WERK, EERSTE_KIND, WONING, VERHUISD)
STUDIES = (
    ("uithuisplaatsing", "Hoe voorkomen we dat kinderen uit huis worden geplaatst?"),
    ("schoolverzuim", "Welke groepen leerlingen missen vaker de school?"),
    ("jonge-moeders", "Hoe krijgen jonge moeders eerder steun?"),
    ("schulden-jongeren", "Waar beginnen de schulden van jongeren?"),
    ("goede-start", "Welke gezinnen missen hulp in het eerste jaar?"),
    ("verhuizen", "Wat doet vaak verhuizen met kinderen?"),
    ("taal-en-lezen", "Waar blijven kinderen achter met taal?"),
    ("jeugdhulp", "Wie krijgt later zware jeugdhulp?"),
)
TOWNS = 5
FIRST_DAY = dt.date(2021, 3, 1)
_LEAST_SIZE, _LEAST_EVENTS = 200, 25
_SYSTEM = Actor(NOBODY, "opdracht", system=True)


@dataclass(frozen=True)
class Filled:
    """What was put in a workspace, and a colleague who works in all its towns."""

    releases: tuple[Release, ...]
    pilots: tuple[Pilot, ...]
    adviser: User


def fill(*, releases: int, statements: int, seed: int = 1) -> Filled:
    """Take in so many releases, each with at least so many statements; what is there already stays as it is."""
    towns = [town(level.label, level.code, "Lindedal en omgeving") for level in GEMEENTE.levels[:TOWNS]]
    for place in towns:
        trusting(place)
    pilots = {(place.pk, study): _pilot(place, title) for place in towns for study, title in STUDIES[:2]}
    made = [_taken_in(number, towns, pilots, statements, seed) for number in range(releases)]
    Release.objects.filter(pk__in=[release.pk for release in made[::3]]).update(visibility=Visibility.REGION)
    tell(made, list(pilots.values()))
    introduce(towns, 2 * releases)
    return Filled(tuple(made), tuple(pilots.values()), adviser_in(towns))


def filled_before(adviser: int) -> Filled:
    """Return what `fill` made before, as it stands in the database.

    Args:
        adviser: the account of the colleague who works in all towns.
    """
    releases, pilots = Release.objects.order_by("made_at", "pk"), Pilot.objects.order_by("made_at", "pk")
    return Filled(tuple(releases), tuple(pilots), User.objects.get(pk=adviser))


def _pilot(place: Municipality, title: str) -> Pilot:
    return Pilot.objects.filter(municipality=place, title=title).first() or pilot_of(place, title=title)


def adviser_in(towns: list[Municipality]) -> User:
    """Return a colleague who is an adviser in all these towns."""
    user = colleague(Role.ADVISER, where=towns[0])
    for place in towns[1:]:
        user.roles.create(municipality=place, role=Role.ADVISER)
    return user


def _taken_in(
    number: int, towns: list[Municipality], pilots: dict[tuple[int, str], Pilot], statements: int, seed: int
) -> Release:
    place = towns[number % len(towns)]
    turn = number // len(towns)
    study, title = STUDIES[turn % len(STUDIES)]
    day = FIRST_DAY + dt.timedelta(days=300 * (turn // len(STUDIES)) + number % 11)
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - a seed, not a secret
    contents = contents_like(chance, place.code, statements, id=study, title=title, day=day)
    content = signed_archive(contents, render=lambda _: "<!doctype html>")
    pilot = pilots.get((place.pk, study))
    return take_in(actor=_SYSTEM, content=content, municipality=place.pk, pilot=pilot and pilot.pk).release


def contents_like(chance: random.Random, code: str, statements: int, **changes: object) -> ReleaseContents:
    """Return contents of at least so many statements on one town, drawn by chance."""
    draw = _Draw(chance, code, wijken=min(24, statements // 20))
    made: list[AnyStatement] = [
        *sized("risk_groups", "population", EVERYBODY, ALL_SIZE, ALL_EVENTS),
        count("risk_groups", "population", "persons", EVERYBODY, 108_300, Counted.PERSONS),
        *draw.places(),
        *draw.hunches(),
    ]
    for found in draw.findings():
        if len(made) >= statements:
            break
        made += found
    base = local_contents(code, **changes)
    made += [s for s in base.statements if s.id.startswith("drop_off/")]
    sheet = base.sheet.model_copy(
        update={"dimensions": (*base.sheet.dimensions, draw.wijk), "hunches": draw.public_hunches()}
    )
    return counted(
        ReleaseContents(
            sheet=sheet,
            statements=tuple(sorted(made, key=lambda s: s.id)),
            outline=base.outline,
            stamp=base.stamp,
            origin=base.origin,
            day=base.day,
            policy=base.policy,
            borders=base.borders,
        )
    )


class _Draw:
    """A small world: which share of all children, and of all events, has each level of each factor."""

    def __init__(self, chance: random.Random, code: str, wijken: int) -> None:
        self._chance = chance
        self._size = {(d.name, level.code): chance.uniform(0.2, 0.6) for d in FACTORS for level in d.levels}
        self._events = {key: min(0.9, share * chance.uniform(0.8, 1.9)) for key, share in self._size.items()}
        codes = [f"WK{code[2:]}{number:02d}" for number in range(1, wijken + 1)]
        levels = tuple(Level(code=wijk, label=f"Wijk {number}") for number, wijk in enumerate(codes, start=1))
        self.wijk = Dimension(name="wijk", title="Wijk", levels=levels)
        self._tested = tuple(self._group(1) for _ in range(5))

    def _group(self, conditions: int) -> tuple[Condition, ...]:
        chosen = self._chance.sample(FACTORS, conditions)
        return tuple(
            Condition(factor=d.name, levels=(self._chance.choice([x.code for x in d.levels if not x.missing]),))
            for d in chosen
        )

    def _counts(self, conditions: tuple[Condition, ...]) -> tuple[int, int]:
        size, events = float(ALL_SIZE), float(ALL_EVENTS)
        for condition in sorted(conditions, key=lambda c: c.factor):
            size *= self._size[condition.factor, condition.levels[0]]
            events *= self._events[condition.factor, condition.levels[0]]
        return 5 * round(size / 5), 5 * round(events / 5)

    def findings(self) -> Iterator[list[AnyStatement]]:
        """Yield the statements of one finding after another, each of another group."""
        seen: set[Predicate] = set()
        while True:
            conditions = self._group(self._chance.randint(2, 4))
            steps = tuple((c, *self._counts(conditions[:place])) for place, c in enumerate(conditions, start=1))
            _, size, events = steps[-1]
            group = predicate(*conditions)
            if group in seen or size < _LEAST_SIZE or events < _LEAST_EVENTS:
                continue
            seen.add(group)
            risk = 1000 * events / size
            times = risk / (1000 * ALL_EVENTS / ALL_SIZE)
            yield finding(
                f"g{len(seen)}",
                steps,
                _around(risk),
                _around(times),
                confirmed=self._chance.random() < 0.6,
                persons=5 * round(size / 17),
            )

    def hunches(self) -> Iterator[AnyStatement]:
        """Yield what the hunches are judged by."""
        for number, conditions in enumerate(self._tested, start=1):
            subject, group = f"h{number}", predicate(*conditions)
            size, events = self._counts(conditions)
            of = (f"risk_groups/{subject}/events", "risk_groups/population/events")
            outside = 100 * (1 - events / ALL_EVENTS)
            yield from sized("risk_groups", subject, group, size, events)
            yield ratio("risk_groups", subject, "share-outside", group, outside, Statistic.OUTSIDE, of)
            yield estimate(subject, "risk-all", group, "risk_per_1000", _around(1000 * events / size))
            yield estimate(subject, "rr", group, "relative_risk", _around(events / ALL_EVENTS * ALL_SIZE / size))

    def public_hunches(self) -> tuple[PublicHunch, ...]:
        """Return the hunches as the sheet tells them."""
        return tuple(
            PublicHunch(
                id=f"h{number}",
                text=f"In groep {number} gebeurt het vaker.",
                predicate=EVERYBODY,
                direction="hoger",
                date=FIRST_DAY,
            )
            for number, _ in enumerate(self._tested, start=1)
        )

    def places(self) -> Iterator[AnyStatement]:
        """Yield size, events and rate of every wijk; now and then there is too little to say."""
        for level in self.wijk.levels:
            size, events = 5 * self._chance.randint(400, 4000), 5 * self._chance.randint(5, 40)
            shown = self._chance.random() < 0.85
            group = predicate(Condition(factor="wijk", levels=(level.code,)))
            yield from sized("places", level.code.lower(), group, *((size, events) if shown else (None, None)))


def _around(value: float) -> tuple[float, float, float]:
    return round(value, 1), round(value * 0.8, 1), round(value * 1.25, 1)
