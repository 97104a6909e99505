"""A small world of persons for the gate: rows one can count by hand, and requests built from them."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from smartstart.disclosure import door
from smartstart.disclosure.atoms.counting import counted
from smartstart.disclosure.atoms.dividing import divide
from smartstart.disclosure.atoms.table import AtomTable
from smartstart.disclosure.candidates import (
    AmountCandidate,
    Contributions,
    Contributor,
    CountCandidate,
    Evidence,
    KnownGroup,
    ModelCandidate,
    RatioCandidate,
    Submission,
)
from smartstart.disclosure.gate import Judged, judge
from smartstart.disclosure.ledger import Ledger, Release
from smartstart.disclosure.policy import Policy, Threshold, load_policy
from smartstart.disclosure.predicates import canonical, levels_of, problem_with
from smartstart.disclosure.values import as_remembered
from smartstart.release.contents import (
    AmountStatement,
    AmountStatistic,
    Condition,
    Counted,
    Dimension,
    Level,
    ModelStatement,
    Origin,
    Predicate,
    ReleaseContents,
    State,
    Statistic,
    StudySheet,
    TableStatement,
)
from smartstart.release.keys import PrivateKey

POPULATION = "kinderen-1"
PERIOD = "2020-01-01/2020-12-31"
EVERYBODY = Predicate()
ROOM_KEY = PrivateKey.from_private_bytes(bytes(range(1, 33)))


@dataclass(frozen=True)
class Row:
    """One child at one date."""

    person: int
    household: int
    levels: dict[str, str]
    event: bool = False


def predicate(**levels: str) -> Predicate:
    """`predicate(wijk="a|b", werk="nee")`."""
    conditions = (Condition(factor=name, levels=tuple(text.split("|"))) for name, text in levels.items())
    return Predicate(conditions=tuple(sorted(conditions, key=lambda c: c.factor)))


def dimension(name: str, *codes: str) -> Dimension:
    return Dimension(name=name, title=name.title(), levels=tuple(Level(code=c, label=c, phrase=c) for c in codes))


class World:
    """Rows, and the dimensions they are described with."""

    def __init__(self, *dimensions: Dimension) -> None:
        self.dimensions = dimensions
        self.rows: list[Row] = []
        self.held: set[int] = set()  # places of rows on the half that was held back

    def add(self, number: int, *, events: int = 0, families: int | None = None, **levels: str) -> "World":
        """Add children, each in a family of its own unless `families` says how many there are."""
        start = len(self.rows)
        for i in range(number):
            household = start + (i if families is None else i % families)
            self.rows.append(Row(start + i, household, levels, event=i < events))
        return self

    def evidence(self, group: Predicate, rows: Iterable[Row] | None = None) -> Evidence:
        chosen = [r for r in (self.rows if rows is None else rows) if _has(r, group)]
        hit = [r for r in chosen if r.event]
        return Evidence(
            rows=len(chosen),
            persons=len({r.person for r in chosen}),
            households=len({r.household for r in chosen}),
            events=len(hit),
            event_persons=len({r.person for r in hit}),
            event_households=len({r.household for r in hit}),
        )

    def count(self, name: str, group: Predicate, counted: Counted = Counted.ROWS, **more: Any) -> CountCandidate:
        return CountCandidate(count_statement(name, group, counted), self.evidence(group), **more)

    def sizes(self, **groups: Predicate) -> tuple[CountCandidate, ...]:
        return tuple(self.count(f"{name}/size", group) for name, group in groups.items())

    def with_events(self, **groups: Predicate) -> tuple[CountCandidate, ...]:
        events = (self.count(f"{name}/events", group, Counted.EVENTS) for name, group in groups.items())
        return (*self.sizes(**groups), *events)

    def atoms(self, submission: Submission, ledger: Ledger | None = None) -> AtomTable:
        """The rows in the smallest groups that the submission and the ledger tell apart."""
        levels = levels_of(self.dimensions)
        asked = [c.statement.predicate for c in submission.counts] + [m.statement.predicate for m in submission.models]
        asked += [*submission.extra_predicates, *(ledger.groups(POPULATION) if ledger else ())]
        groups = tuple(dict.fromkeys(canonical(p, levels) for p in asked if not problem_with(p, levels)))
        numbers = {d.name: {level.code: i for i, level in enumerate(d.levels)} for d in self.dimensions}
        columns = {n: np.array([codes[r.levels[n]] for r in self.rows], np.int64) for n, codes in numbers.items()}
        held = np.isin(np.arange(len(self.rows)), sorted(self.held))
        return counted(
            divide(groups, self.dimensions, columns, held),
            POPULATION,
            groups,
            np.array([r.person for r in self.rows], np.int64),
            np.array([r.event for r in self.rows], np.bool_),
        )

    def known(self, groups: Iterable[Predicate]) -> tuple[KnownGroup, ...]:
        return tuple(KnownGroup(POPULATION, group, self.evidence(group)) for group in groups)


def _has(row: Row, group: Predicate) -> bool:
    return all(row.levels[c.factor] in c.levels for c in group.conditions)


def count_statement(name: str, group: Predicate, counted: Counted, population: str = POPULATION) -> TableStatement:
    subject, role = name.split("/")
    return TableStatement(
        id=f"test/{name}",
        analysis="test",
        subject=subject,
        role=role,
        unit="kind",
        period=PERIOD,
        population=population,
        predicate=group,
        statistic=Statistic.COUNT,
        counted=counted,
    )


def rate(name: str, group: Predicate, statistic: Statistic = Statistic.RATE, of: Sequence[str] = ()) -> RatioCandidate:
    subject = name.split("/")[0]
    operands = tuple(f"test/{o}" for o in of) or (f"test/{subject}/events", f"test/{subject}/size")
    statement = count_statement(name, group, Counted.ROWS)
    return RatioCandidate(statement.model_copy(update={"statistic": statistic, "counted": None, "of": operands}))


def model(name: str, group: Evidence, reference: Evidence, **more: Any) -> ModelCandidate:
    subject, role = name.split("/")
    settings: dict[str, Any] = {"value": 2.0456, "lower": 1.4321, "upper": 2.9876, "residual_df": 100, **more}
    measure = str(settings.pop("measure", "relative_risk"))
    statement = ModelStatement(
        id=f"test/{name}",
        analysis="test",
        subject=subject,
        role=role,
        unit="kind",
        period=PERIOD,
        population=POPULATION,
        predicate=settings.pop("predicate", EVERYBODY),
        measure=measure,
        method="clustered",
        precision="asked: 9 digits",
    )
    return ModelCandidate(statement=statement, group=group, reference=reference, **settings)


def contributions(parts: Sequence[float]) -> Contributions:
    """What a list of contributions, one for each contributor, comes to."""
    first, second = sorted([*parts, 0.0, 0.0], reverse=True)[:2]
    return Contributions(len(parts), sum(parts), first, second)


def amount(
    name: str,
    group: Predicate,
    parts: Sequence[float],
    statistic: AmountStatistic = AmountStatistic.SUM,
    share: float | None = None,
    **more: Any,
) -> AmountCandidate:
    """An amount that each person brings a part of; the count of its group is `SUBJECT/size`."""
    subject, role = name.split("/")
    by = contributions(parts)
    value = {AmountStatistic.SUM: by.total, AmountStatistic.MEAN: by.total / max(1, by.number)}
    statement = AmountStatement(
        id=f"test/{name}",
        analysis="test",
        subject=subject,
        role=role,
        unit="kind",
        period=PERIOD,
        population=POPULATION,
        predicate=group,
        statistic=statistic,
        amount=str(more.pop("amount", "inkomen")),
        share=share,
        of=(f"test/{subject}/size",),
        precision="asked: 9 digits",
    )
    exact = value.get(statistic) if share is None else sorted(parts)[min(len(parts) - 1, int(share * len(parts)))]
    settings: dict[str, Any] = {"value": float(exact or 0.0), "by": {Contributor.PERSON: by}, **more}
    return AmountCandidate(statement=statement, **settings)


def submit(*counts: CountCandidate, **more: Any) -> Submission:
    """A submission whose outcome is named and not marked sensitive, so that only the rule under test speaks."""
    settings: dict[str, Any] = {"ratios": (), "models": (), "outcome": "uitkomst", **more}
    return Submission(counts=counts, **settings)


def exact_policy(name: str = "cbs-ra") -> Policy:
    """A policy without rounding: the attacker then sees every count that is shown exactly."""
    one = Threshold(value=1, status="own", source="test: no rounding")
    return load_policy(name).model_copy(update={"rounding": one})


def decide(world: World, submission: Submission, policy: Policy | None = None, ledger: Ledger | None = None) -> Judged:
    whole = submission if submission.atoms else replace(submission, atoms=(world.atoms(submission, ledger),))
    return judge(whole, policy or exact_policy(), world.dimensions, ledger)


def remember(book: Ledger, judged: Judged, day: int = 1) -> None:
    """Write the line that the door would write, without the release."""
    line = Release(
        study="s",
        policy="p",
        stamp="volledig",
        day=dt.date(2026, 1, day),
        approver="",
        shown=as_remembered(judged.shown, judged.statements),
    )
    book.append(line, judged_at=judged.judged_at, key=ROOM_KEY)


def shown(judged: Judged) -> dict[str, float]:
    """What an outsider reads: values by id, without the analysis."""
    found = (s for s in judged.statements if s.state is State.SHOWN)
    return {s.id.removeprefix("test/"): s.value for s in found if s.value is not None}


def sheet(*dimensions: Dimension, title: str = "Proefstudie") -> StudySheet:
    return StudySheet(
        id="proefstudie",
        title=title,
        owner="Gemeente Voorbeeld",
        scope="question",
        areas=("GM9901",),
        purpose="doel",
        legal_basis="grondslag",
        controller="Gemeente Voorbeeld",
        dpia="laag risico (2020-01-01)",
        unit="kind",
        units="kinderen",
        outcome="uit huis geplaatst werden",
        outcome_title="Uithuisplaatsing",
        reference_dates=(dt.date(2020, 1, 1),),
        window_months=12,
        dimensions=dimensions,
    )


def facts(**more: Any) -> door.ReleaseFacts:
    settings: dict[str, Any] = {
        "study_fingerprint": "a" * 64,
        "definitions_fingerprint": "b" * 64,
        "software": "smartstart 0",
        "origin": Origin.INVENTED,
        "draft": False,
        "day": dt.date(2026, 1, 2),
        "approver": "J. Voorbeeld, onderzoeker",
        **more,
    }
    return door.ReleaseFacts(**settings)


def render(contents: ReleaseContents) -> str:
    """A plain report: every statement on a line."""
    lines = "\n".join(f"<li>{s.id} {s.value}</li>" for s in contents.statements)
    return f"<!doctype html>\n<title>{contents.sheet.title}</title>\n<p>{contents.stamp}</p>\n<ul>\n{lines}\n</ul>"


def small_world() -> World:
    """300 children in three wijken, two kinds of household, enough events everywhere but in wijk c."""
    world = World(dimension("wijk", "a", "b", "c"), dimension("ouder", "een", "twee"))
    world.add(70, events=20, wijk="a", ouder="een").add(80, events=15, wijk="a", ouder="twee")
    world.add(60, events=18, wijk="b", ouder="een").add(50, events=12, wijk="b", ouder="twee")
    return world.add(25, events=4, wijk="c", ouder="een").add(15, events=2, wijk="c", ouder="twee")


def small_submission(world: World) -> Submission:
    groups = {"alle": EVERYBODY, "een": predicate(ouder="een")}
    groups |= {f"wijk-{code}": predicate(wijk=code) for code in "abc"}
    rates = tuple(rate(f"{name}/rate", group) for name, group in groups.items())
    outside = rate("een/outside", predicate(ouder="een"), Statistic.OUTSIDE, ("een/events", "alle/events"))
    half = world.evidence(predicate(ouder="een"))
    estimates = (model("een/rr", half, world.evidence(predicate(ouder="twee")), predicate=predicate(ouder="een")),)
    return submit(*world.with_events(**groups), ratios=(*rates, outside), models=estimates)


def write_small_release(
    out: Path,
    key: PrivateKey,
    *,
    world: World | None = None,
    change: Callable[[Submission], Submission] = lambda s: s,
    **more: Any,
) -> door.ReleasePaths:
    """Judge and write the small world's release, with its ledger in `OUT/grootboek.jsonl`."""
    world = world or small_world()
    ledger = Ledger(out / "grootboek.jsonl", key.public_key())
    judged = decide(world, change(small_submission(world)), load_policy("cbs-ra"), ledger)
    made = facts(**more)
    return door.release(judged, sheet(*world.dimensions), made, out, key=key, render=render, ledger=ledger)


def without_family(evidence: Evidence, **changes: int) -> Evidence:
    return replace(evidence, **changes)
