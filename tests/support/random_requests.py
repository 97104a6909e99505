"""Random requests about a crowd: tables over some dimensions, ratios, estimates, expected numbers and amounts."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from smartstart.disclosure.candidates import (
    AmountCandidate,
    CountCandidate,
    Evidence,
    ModelCandidate,
    RatioCandidate,
    Submission,
)
from smartstart.disclosure.ledger import Ledger
from smartstart.release.contents import AmountStatistic, Condition, Counted, Predicate, Statistic
from tests.support.crowds import AGES, MARKED, Crowd
from tests.support.gate_world import EVERYBODY, POPULATION, amount, model, rate

_ALONE = ("gemeente", "wijk", "buurt", "school", "leeftijd", "ouder", "inkomen", "peildatum")
_TOGETHER = (
    ("wijk", "ouder"), ("gemeente", "leeftijd"), ("school", "ouder"), ("buurt", "ouder"), ("wijk", "inkomen"),
    ("gemeente", "school"), ("wijk", "school"), ("gemeente", "peildatum"), ("ouder", "inkomen"), ("wijk", "leeftijd"),
)  # fmt: skip
_RUNS = tuple(AGES[i:j] for i in range(len(AGES)) for j in range(i + 2, len(AGES) + 1) if j - i < len(AGES))
_CLUSTERED = "op huishoudens die niet meededen bij het zoeken; spreiding per huishouden"
_PLAIN = "log-binomiaal, op alle rijen"
_Z = 1.959964


@dataclass
class _Asked:
    """What is asked, while it is put together; groups have a number in the order in which they came."""

    crowd: Crowd
    prefix: str
    groups: dict[Predicate, str] = field(default_factory=dict)
    counts: dict[str, CountCandidate] = field(default_factory=dict)
    ratios: list[RatioCandidate] = field(default_factory=list)
    models: list[ModelCandidate] = field(default_factory=list)
    amounts: list[AmountCandidate] = field(default_factory=list)

    def group(self, predicate: Predicate) -> str:
        return self.groups.setdefault(predicate, f"{self.prefix}{len(self.groups)}")

    def count(self, predicate: Predicate, role: str, counted: Counted = Counted.ROWS) -> str:
        name = f"{self.group(predicate)}/{role}"
        if name not in self.counts:
            self.counts[name] = self.crowd.count(name, predicate, counted)
        return name


def ask(chance: random.Random, crowd: Crowd, prefix: str = "g", *, amounts: bool = True) -> Submission:
    """Draw a request about a crowd."""
    asked = _Asked(crowd, prefix)
    for group in _tables(chance, crowd):
        _counts(chance, asked, group)
    groups = list(asked.groups)
    for group in chance.sample(groups, min(len(groups), 3)):
        _estimates(chance, asked, group)
    if amounts and chance.random() < 0.4:
        for group in chance.sample(groups, min(len(groups), 4)):
            _amounts(chance, asked, group)
    return Submission(
        counts=tuple(asked.counts.values()),
        ratios=tuple(asked.ratios),
        models=tuple(asked.models),
        amounts=tuple(asked.amounts),
        outcome=MARKED[0],
        sensitive=MARKED,
        repeats=len(crowd.dates),
    )


def with_memory(crowd: Crowd, asked: Submission, ledger: Ledger, known: tuple[Predicate, ...] = ()) -> Submission:
    """Return the request with what the export recounts: earlier groups, those around a marked level, and known ones."""
    around = {Predicate(conditions=tuple(k for k in c.statement.predicate.conditions if k.factor != "inkomen"))
              for c in asked.counts}  # fmt: skip
    groups = dict.fromkeys((*ledger.groups(POPULATION), *sorted(around, key=str), *known))
    outside = replace(asked, extra_predicates=known, known=crowd.known(groups))
    return replace(outside, atoms=(crowd.atoms(outside, ledger),))


def _tables(chance: random.Random, crowd: Crowd) -> Iterator[Predicate]:
    """Yield everybody, and the groups of some tables, some of them left out."""
    levels: dict[str, list[tuple[str, ...]]] = {d.name: [(level.code,) for level in d.levels] for d in crowd.dimensions}
    yield EVERYBODY
    alone = chance.sample(_ALONE, chance.randint(1, 3))
    together = chance.sample(_TOGETHER, chance.choice((1, 1, 2)))
    for names in [(name,) for name in alone] + list(together):
        sides = []
        for name in names:
            side = levels[name]
            if name == "leeftijd":
                side = list(chance.sample(_RUNS, 3)) if len(names) == 1 else [AGES[:2], AGES[2:]]
            sides.append([(name, codes) for codes in side])
        for group in _product(sides):
            if chance.random() < 0.93:
                yield Predicate(conditions=tuple(Condition(factor=n, levels=c) for n, c in sorted(group)))


def _product(sides: list[list[tuple[str, tuple[str, ...]]]]) -> Iterator[tuple[tuple[str, tuple[str, ...]], ...]]:
    if not sides:
        yield ()
        return
    for first in sides[0]:
        for rest in _product(sides[1:]):
            yield (first, *rest)


def _counts(chance: random.Random, asked: _Asked, group: Predicate) -> None:
    size = asked.count(group, "size")
    if chance.random() < 0.6:
        events = asked.count(group, "events", Counted.EVENTS)
        if chance.random() < 0.4:
            asked.ratios.append(rate(f"{asked.group(group)}/rate", group, of=(events, size)))
    if len(asked.crowd.dates) > 1:
        if chance.random() < 0.3:
            asked.count(group, "persons", Counted.PERSONS)
        if chance.random() < 0.3:
            asked.ratios.append(rate(f"{asked.group(group)}/per-date", group, Statistic.PER_DATE, of=(size,)))
    if group.conditions and chance.random() < 0.2:
        whole = asked.count(EVERYBODY, "size")
        asked.ratios.append(rate(f"{asked.group(group)}/share", group, Statistic.SHARE, of=(size, whole)))


def _estimates(chance: random.Random, asked: _Asked, group: Predicate) -> None:
    name, crowd = asked.group(group), asked.crowd
    kind = chance.choice(("relative", "risk", "half", "smoothed", "observed", "expected"))
    if kind == "half":
        _half(asked, group)
        return
    mine, all_ = crowd.evidence(group), crowd.evidence(EVERYBODY)
    if not 0 < mine.events < mine.rows < all_.rows or mine.events == all_.events:
        return
    base = 1000 * all_.events / all_.rows
    if kind == "relative":
        _add(asked, f"{name}/rr", group, _relative(mine, all_), mine, _minus(all_, mine), measure="relative_risk")
    elif kind == "risk":
        risk = f"{name}/risk"
        _add(asked, risk, group, _risk(mine), mine, all_, measure="risk_per_1000")
        inside = [g for g in asked.groups if set(group.conditions) <= set(g.conditions)]
        part = chance.choice(inside)
        of = (asked.count(part, "size"), risk)
        if not any(r.statement.id == f"test/{asked.group(part)}/expected" for r in asked.ratios):
            asked.ratios.append(rate(f"{asked.group(part)}/expected", part, Statistic.EXPECTED, of=of))
    elif kind == "smoothed":
        own = mine.rows / (mine.rows + 50)
        value = own * 1000 * mine.events / mine.rows + (1 - own) * base
        _add(asked, f"{name}/smooth", group, _around(value), mine, all_, measure="smoothed", own=own)
    elif kind == "observed":
        expected = mine.rows * base / 1000
        limits = _around(mine.events / expected)
        _add(asked, f"{name}/oe", group, limits, mine, all_, measure="adjusted_ratio", expected=expected)
    else:
        _add(asked, f"{name}/exp", group, _around(mine.rows * base / 1000), mine, all_, measure="expected")


def _add(
    asked: _Asked,
    name: str,
    group: Predicate,
    limits: tuple[float, float, float],
    mine: Evidence,
    others: Evidence,
    method: str = _PLAIN,
    **more: object,
) -> None:
    lower, value, upper = limits
    made = model(name, mine, others, predicate=group, value=value, lower=lower, upper=upper, **more)
    if all(m.statement.id != made.statement.id for m in asked.models):
        asked.models.append(replace(made, statement=made.statement.model_copy(update={"method": method})))


def _half(asked: _Asked, group: Predicate) -> None:
    """Ask for a risk on the half of the households that was held back."""
    mine, all_ = asked.crowd.on_half(group), asked.crowd.on_half(EVERYBODY)
    if mine.rows:
        limits = _risk(mine)
        name = f"{asked.group(group)}/half-risk"
        _add(asked, name, group, limits, mine, all_, _CLUSTERED, measure="risk_per_1000", half=True)


def _minus(whole: Evidence, part: Evidence) -> Evidence:
    names = ("rows", "persons", "households", "events", "event_persons", "event_households")
    return Evidence(**{name: getattr(whole, name) - getattr(part, name) for name in names})


def _around(value: float) -> tuple[float, float, float]:
    return 0.7 * value, value, 1.4 * value


def _risk(mine: Evidence) -> tuple[float, float, float]:
    """Return a risk per 1,000 with limits that lie evenly around it by log-odds, half as wide again for families."""
    share = mine.events / mine.rows
    if not 0 < share < 1:
        return _around(1000 * share)
    spread = math.exp(1.5 * _Z * math.sqrt(1 / mine.events + 1 / (mine.rows - mine.events)))
    lower, upper = (share / (1 - share) * times for times in (1 / spread, spread))
    return 1000 * lower / (1 + lower), 1000 * share, 1000 * upper / (1 + upper)


def _relative(mine: Evidence, all_: Evidence) -> tuple[float, float, float]:
    """Return a relative risk with the textbook limits (Katz and others, 1978)."""
    events, rows = all_.events - mine.events, all_.rows - mine.rows
    value = (mine.events / mine.rows) / (events / rows)
    spread = math.exp(_Z * math.sqrt(1 / mine.events - 1 / mine.rows + 1 / events - 1 / rows))
    return value / spread, value, value * spread


def _amounts(chance: random.Random, asked: _Asked, group: Predicate) -> None:
    parts = asked.crowd.contributions(group)
    rows = asked.crowd.evidence(group).rows
    if not parts:
        return
    asked.count(group, "size")
    name = asked.group(group)
    kind = chance.choice((AmountStatistic.SUM, AmountStatistic.MEAN, AmountStatistic.QUANTILE))
    made = amount(f"{name}/{kind.value}", group, parts, kind, chance.choice((0.5, 0.9)) if kind == "quantile" else None)
    if kind is AmountStatistic.MEAN:
        made = replace(made, value=sum(parts) / rows)
    asked.amounts.append(made)
