"""Releases for the attackers: written without the gate, where a protection is to be absent, or through it."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from operator import attrgetter

from smartstart.attack.assault import Outcome, assault
from smartstart.attack.evidence import Group, Key, Learned, Measure
from smartstart.attack.reading import Known, worlds
from smartstart.disclosure.candidates import Submission
from smartstart.disclosure.gate import Judged
from smartstart.disclosure.rounding import hull_of_count, round_count
from smartstart.release.contents import (
    AmountStatement,
    ModelStatement,
    Origin,
    Outline,
    ReleaseContents,
    Stamp,
    State,
    Statistic,
    TableStatement,
)
from smartstart.release.reader import check_files
from tests.support.gate_world import Row, World, facts, render, sheet
from tests.support.signed import KEY, signed_files

Statements = Sequence[TableStatement | ModelStatement | AmountStatement]
_SCALE = {Statistic.RATE: 1000, Statistic.SHARE: 100, Statistic.OUTSIDE: 100}


@dataclass(frozen=True)
class Trial:
    """One attack, the releases in which a protection is absent, and the same as the gate lets them out.

    `worlds` are the true rows behind each release, the oldest first.
    """

    attack: str
    worlds: Sequence[World]
    absent: Sequence[ReleaseContents]
    present: Callable[[], Sequence[ReleaseContents]] | None = None
    known: Sequence[Known] = ()
    sensitive: Sequence[str] = ()


def contents(world: World, statements: Statements, **more: object) -> ReleaseContents:
    """Return statements as a release, sealed, and read again by whoever is outside."""
    shown = sum(s.state is State.SHOWN for s in statements)
    made = ReleaseContents(
        sheet=sheet(*world.dimensions).model_copy(update=more),
        statements=tuple(sorted(statements, key=lambda s: s.id)),
        outline=Outline(asked=len(statements), released=shown, withheld=len(statements) - shown),
        stamp=Stamp.FULL,
        origin=Origin.INVENTED,
        day=facts().day,
        policy="cbs-ra",
    )
    return check_files(signed_files(made, render=render), [KEY.public_key()]).contents


def ungated(
    world: World,
    asked: Submission,
    *,
    base: int = 1,
    hide: Iterable[str] = (),
    models: Mapping[str, dict[str, object]] | None = None,
) -> ReleaseContents:
    """Return what is asked as somebody without a gate would release it.

    Counts are rounded to `base`, ratios are of the *exact* counts to one decimal; what a pattern in `hide` fits is
    withheld, and `models` changes estimates by their id.
    """
    hidden = tuple(hide)
    more = {"reference_dates": tuple(dt.date(2020 + n, 1, 1) for n in range(asked.repeats))}
    exact: dict[str, int] = {}
    statements: list[TableStatement | ModelStatement] = []
    for count in asked.counts:
        exact[count.statement.id] = number = _number(count)
        shown = hull_of_count(round_count(number, base), base)
        values = {"value": float(shown.value), "lower": float(shown.lower), "upper": float(shown.upper)}
        statements.append(count.statement.model_copy(update={**values, "rounded_to": base}))
    for ratio in asked.ratios:
        if ratio.statement.statistic is Statistic.PER_DATE:
            per_date = float(round(exact[ratio.statement.of[0]] / asked.repeats))
            statements.append(ratio.statement.model_copy(update={"value": per_date}))
            continue
        part, whole = (exact[i] for i in ratio.statement.of)
        value = round(_SCALE[ratio.statement.statistic] * part / whole, 1)
        statements.append(ratio.statement.model_copy(update={"value": value}))
    for model in asked.models:
        values = {"value": model.value, "lower": model.lower, "upper": model.upper}
        statements.append(model.statement.model_copy(update={**values, **(models or {}).get(model.statement.id, {})}))
    kept = [_withheld(s) if any(fnmatchcase(s.id, p) for p in hidden) else s for s in statements]
    return contents(world, kept, **more)


def _number(count: object) -> int:
    return count.evidence.number(count.statement.counted)  # type: ignore[attr-defined]


def _withheld(statement: TableStatement | ModelStatement) -> TableStatement | ModelStatement:
    nothing = {"state": State.WITHHELD, "value": None, "lower": None, "upper": None}
    return statement.model_copy(update=nothing)


def gated(world: World, judged: Judged) -> ReleaseContents:
    """Return what the gate let through."""
    return contents(world, judged.statements)


def attacked(releases: Sequence[ReleaseContents], trial: Trial, threshold: int = 10) -> Outcome:
    """Attack releases with what the trial's outsider knows, and hold every claim against the rows.

    Where there is no gate there is no threshold to know: it is 1 then.
    """
    named = [(f"v{number}", one) for number, one in enumerate(releases, start=1)]
    held = worlds(named, trial.known, trial.sensitive, threshold)
    return assault(held, truth=lambda one: holds(one, trial.worlds))


def holds(one: Learned, behind: Sequence[World]) -> bool:
    """Return whether a claim is so; of a claim about a change between releases, whether the change is so."""
    if one.group.words:
        raise ValueError("the rows do not tell groups that have only words")
    found = [number(world, one.group, one.measure) for world in behind]
    if one.between:
        first, second = (found[int(name.removeprefix("v")) - 1] for name in one.between)
        return one.lower <= abs(first - second) <= one.upper
    return any(one.lower <= value <= one.upper for value in found)


def number(world: World, group: Group, measure: Measure) -> float:
    """Return the true number of a group."""
    if group.parts:
        return _in_several(world, group.parts, measure)
    rows = [r for r in world.rows if _in(r, group.inside) and not any(_in(r, key) for key in group.outside)]
    others = [r for r in world.rows if any(_in(r, key) for key in group.outside)]
    events = sum(r.event for r in rows)
    dates = max(Counter(r.person for r in world.rows).values())  # somebody is there at all of them
    dates = len(dict(group.inside).get("peildatum", range(dates)))
    times = Counter(r.person for r in rows).values()
    return {
        Measure.ROWS: len(rows),
        Measure.PERSONS: len({r.person for r in rows} - {r.person for r in others}),
        Measure.PARTLY: sum(there < dates for there in times),
        Measure.REPEATED: sum(there > 1 for there in times),
        Measure.HOUSEHOLDS: len({r.household for r in rows} - {r.household for r in others}),
        Measure.EVENTS: events,
        Measure.WITHOUT: len(rows) - events,
        Measure.SHARE: 100 * events / max(1, len(rows)),
    }[measure]


def _in_several(world: World, parts: Sequence[Key], measure: Measure) -> int:
    of = attrgetter({Measure.PERSONS: "person", Measure.HOUSEHOLDS: "household"}[measure])
    there = Counter(one for key in parts for one in {of(row) for row in world.rows if _in(row, key)})
    return sum(times > 1 for times in there.values())


def _in(row: Row, key: Key) -> bool:
    return all(row.levels[factor] in codes for factor, codes in key)
