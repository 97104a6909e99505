"""A random crowd, random requests, the gate and its ledger, and what the attackers make of the released files."""

import datetime as dt
import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from smartstart.attack.assault import assault
from smartstart.attack.evidence import SMALL, Learned, Measure
from smartstart.attack.reading import Known, worlds
from smartstart.disclosure.candidates import Submission
from smartstart.disclosure.ledger import Ledger
from smartstart.disclosure.policy import load_policy
from smartstart.release.contents import ReleaseContents, State, Statement
from tests.support.attack_worlds import contents
from tests.support.crowds import MARKED, Crowd, draw_crowd, shifted
from tests.support.gate_world import EVERYBODY, decide, remember
from tests.support.random_requests import ask, with_memory
from tests.support.unprotected import unprotected

_MARKED = MARKED[1:]
_CLOSE = 1e-6
_NEARLY_ALL = 90.0


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the attackers made of some releases, held against the true rows.

    Attributes:
        leaks: bounds below the threshold on groups of somebody; false: claims that are not so.
        of_nobody: true bounds on groups in which there is nobody.
        by_method: number of leaks per attack.
        looked_at: numbers that were tried; undecided: those left open; contradictions: attacks that found no
            population to fit.
        shown: statements that were shown.
    """

    leaks: tuple[Learned, ...]
    false: tuple[Learned, ...]
    of_nobody: int
    by_method: Counter[str]
    looked_at: int
    undecided: int
    contradictions: int
    shown: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """Releases about one crowd, or about a crowd and the same crowd with one person's change.

    Attributes:
        behind: the true rows behind each release; asked: what each was asked; base: what counts are rounded to.
        known: what the outsider has from elsewhere.
    """

    behind: tuple[Crowd, ...]
    asked: tuple[Submission, ...]
    policy: str
    known: tuple[Known, ...] = ()

    def through_the_gate(self) -> list[ReleaseContents]:
        """Return the releases as the gate lets them out one after another, with its ledger."""
        made, policy = [], load_policy(self.policy)
        with tempfile.TemporaryDirectory() as folder:
            book = Ledger(Path(folder) / "boek")
            for day, (crowd, asked) in enumerate(zip(self.behind, self.asked, strict=True), start=1):
                judged = decide(
                    crowd, with_memory(crowd, asked, book, tuple(one.predicate for one in self.known)), policy, book
                )
                remember(book, judged, day)
                made.append(contents(crowd, judged.statements, reference_dates=_days(crowd)))
        return made

    def past_the_gate(self) -> list[ReleaseContents]:
        """Return the releases of somebody who only withholds small counts."""
        base = load_policy(self.policy).rounding.value
        pairs = zip(self.behind, self.asked, strict=True)
        return [contents(crowd, unprotected(asked, base), reference_dates=_days(crowd)) for crowd, asked in pairs]

    def attacked(self, releases: Sequence[ReleaseContents]) -> Learnt:
        """Attack releases, and hold every claim against the rows."""
        named = [(f"v{number}", one) for number, one in enumerate(releases, start=1)]
        outcome = assault(worlds(named, self.known, _MARKED))
        claims = outcome.learned
        false = tuple(one for one in claims if not self._is_so(one))
        of_nobody = self._told_of_nobody(named)
        leaks = tuple(one for one in claims if self._tells(one) and not any(_says(two, one) for two in of_nobody))
        return Learnt(
            leaks=leaks,
            false=false,
            of_nobody=len(claims) - len({*leaks, *false}),
            by_method=Counter(one.attack for one in leaks),
            looked_at=sum(t.looked_at for t in outcome.tried),
            undecided=sum(t.undecided for t in outcome.tried),
            contradictions=sum(t.contradiction for t in outcome.tried),
            shown=sum(isinstance(s, Statement) and s.state is State.SHOWN for one in releases for s in one.statements),
        )

    def _told_of_nobody(self, named: Sequence[tuple[str, ReleaseContents]]) -> tuple[Learned, ...]:
        """Return what the releases from before a change say by themselves of groups in which there was nobody then.

        That may be known. Who comes to such a group later was in none of those releases, so these told nothing of them,
        and a later release cannot take it back.
        """
        before = [one for one, crowd in zip(named, self.behind, strict=False) if crowd is self.behind[0]]
        if len(before) == len(named):
            return ()
        claims = assault(worlds(before, self.known, _MARKED)).learned
        return tuple(one for one in claims if not one.group.outside and self.behind[0].number(one) == 0)

    def _numbers(self, one: Learned) -> list[float]:
        """Return the true numbers behind a claim, of each crowd that it can be about.

        Who came or went between the dates follows from one release by itself, so it is about the crowd behind that.
        """
        alone = {int(name.split("#")[0].removeprefix("v")) - 1 for name in one.statements if "#" in name}
        apart = one.measure in (Measure.PARTLY, Measure.REPEATED) or one.attack == "in_several"
        return [crowd.number(one) for place, crowd in enumerate(self.behind) if not apart or place in alone]

    def _is_so(self, one: Learned) -> bool:
        found = self._numbers(one)
        if one.between:
            first, second = (found[int(name.removeprefix("v")) - 1] for name in one.between)
            return one.lower - _CLOSE <= abs(first - second) <= one.upper + _CLOSE
        return any(one.lower - _CLOSE <= value <= one.upper + _CLOSE for value in found)

    def _tells(self, one: Learned) -> bool:
        """Return whether a claim bounds a group of somebody below the threshold.

        Where somebody came or left in between, a bound that is one off tells as much as one that is exact.
        """
        if one.between or one.measure in (Measure.SHARE, Measure.AMOUNT):
            return self._is_so(one)
        found = self._numbers(one)
        changed = len(set(map(id, self.behind))) > 1
        return (changed or self._is_so(one)) and any(0 < value < SMALL[one.measure] for value in found)


def _says(one: Learned, other: Learned) -> bool:
    """Return whether one claim by itself says as much of the group of the other, as a part of its own."""
    if other.between or one.upper > other.upper or one.measure not in (other.measure, Measure.ROWS):
        return False
    inside = dict(other.group.inside)
    return all(factor in inside and inside[factor] <= levels for factor, levels in one.group.inside)


def _days(crowd: Crowd) -> tuple[dt.date, ...]:
    return tuple(dt.date.fromisoformat(day) for day in crowd.dates)


def draw_releases(seed: int) -> Drawn:
    """Draw a crowd and one to three releases about it in a row."""
    chance = random.Random(seed)  # noqa: S311
    crowd = draw_crowd(chance)
    number = chance.choice((1, 1, 1, 2, 2, 3))
    asked = tuple(ask(chance, crowd, f"r{i}g", amounts=i == 0) for i in range(number))
    known: tuple[Known, ...] = ()
    if chance.random() < 0.3:
        everybody = crowd.evidence(EVERYBODY).rows
        known = (Known(EVERYBODY, Measure.ROWS, everybody, everybody, "bekend.csv, regel 2"),)
    return Drawn((crowd,) * number, asked, chance.choice(("cbs-ra", "strict")), known)


def draw_shift(seed: int) -> Drawn:
    """Draw a crowd, a release about it, and a release about the crowd with one person's change."""
    chance = random.Random(seed)  # noqa: S311
    before = draw_crowd(chance)
    after = shifted(before, chance)
    wish = chance.random()
    first = ask(random.Random(seed + 1), before, "g", amounts=False)  # noqa: S311
    again = ask(random.Random(seed + (1 if wish < 0.6 else 2)), after, "g" if wish < 0.6 else "h", amounts=False)  # noqa: S311
    return Drawn((before, after), (first, again), chance.choice(("cbs-ra", "strict")))
