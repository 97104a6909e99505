"""Which areas and classes figures are shown of: along the ladder that the study declared, before the gate judges.

Without a ladder every area stands by itself, and the gate withholds what is too small. With one, the finest level is
taken of which few enough groups are too small, and small neighbours are put together (`disclosure.protection.ladder`
has the argument). What was put together stays so for the gate: it judges, and audits, ordinary groups.

Years need no ladder: every count is over all reference dates together.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from smartstart.disclosure.candidates import Evidence
from smartstart.disclosure.policy import Policy, load_policy
from smartstart.disclosure.protection.ladder import Group, Rung, recoded
from smartstart.release.contents import Condition, Dimension, Level, Predicate
from smartstart.vault.coded import CodedCohort
from smartstart.vault.export.recount import Recount
from smartstart.vault.study.analyses import Breakdown, RiskGroupPlan
from smartstart.vault.study.explaining import nearest
from smartstart.vault.study.model import Study
from smartstart.vocabulary.errors import StudyError

_DIGITS = {"gemeente": (2, "GM"), "wijk": (4, "GM"), "buurt": (6, "WK")}  # how an area is named after the one around it
MANY = {"gemeente": "gemeenten", "wijk": "wijken", "buurt": "buurten"}
_SMALL = "Te klein is: minder dan twee keer wat de regels vragen. Zo verraadt samenvoegen niets over één {}."
_AREA, _CLASS = "gebied", "klasse"


@dataclass(frozen=True, slots=True)
class Shown:
    """One breakdown as it is shown.

    Attributes:
        factor: the dimension of its groups: a place level or a factor.
        names: of the groups, as subjects of statements: by their first and last level.
        groups: codes of the levels in each group, in order; most groups have one level.
        notes: what was done to the breakdown that was asked for, as a reader may know it.
    """

    factor: str
    names: tuple[str, ...]
    groups: tuple[Group, ...]
    notes: tuple[str, ...] = ()

    @property
    def of_areas(self) -> bool:
        """Whether its groups are areas."""
        return self.factor in _DIGITS

    def predicates(self) -> Iterator[tuple[str, Predicate]]:
        """Yield the name of each group, and the group."""
        for name, group in zip(self.names, self.groups, strict=True):
            yield name, Predicate(conditions=(Condition(factor=self.factor, levels=group),))


def shown(study: Study, plan: RiskGroupPlan, cohort: CodedCohort, recount: Recount) -> tuple[Shown, ...]:
    """Return all breakdowns of a study as they are shown: areas first. The same counts give the same groups.

    Raises:
        StudyError: a factor is not there or has no order, or a bound of a ladder is none of its bounds.
    """
    policy = load_policy(study.release.policy)
    places = _areas(study, plan, cohort, recount)
    return (*((places,) if places else ()), *(_classes(one, cohort, recount, policy) for one in plan.breakdowns))


def _areas(study: Study, plan: RiskGroupPlan, cohort: CodedCohort, recount: Recount) -> Shown | None:
    """Return the areas that figures are shown of; None where the study asks for none."""
    known = {place.dimension.name: place.dimension for place in cohort.places}
    if plan.place is None or plan.place not in known:
        return None
    if not plan.ladder:
        single = tuple((level.code,) for level in _levels(known[plan.place]))
        return Shown(plan.place, _by_code(single), single)
    rungs = [Rung(level, _around(known[level])) for level in (plan.place, *plan.ladder)]

    def counted(level: str, group: Group) -> Evidence:
        return recount.evidence(Predicate(conditions=(Condition(factor=level, levels=group),)))

    found = recoded(rungs, counted, load_policy(study.release.policy), plan.most_merged)
    within = {"gemeente": "", "wijk": " in dezelfde gemeente", "buurt": " in dezelfde wijk"}[found.level]
    asked = (MANY[plan.place], plan.place, found.level) if found.level != plan.place else None
    notes = _notes(asked, MANY[found.level] if found.merged else "", within, _AREA)
    return Shown(found.level, _by_code(found.groups), found.groups, notes)


def check(plan: RiskGroupPlan, dimensions: Sequence[Dimension]) -> None:
    """Refuse breakdowns that these factors cannot be broken down by; see `shown`."""
    for breakdown in plan.breakdowns:
        _steps(breakdown, dimensions)


def _classes(breakdown: Breakdown, cohort: CodedCohort, recount: Recount, policy: Policy) -> Shown:
    dimensions = [factor.dimension for factor in cohort.factors]
    steps = _steps(breakdown, dimensions)
    order = {levels[0]: number for number, levels in enumerate(steps[0].values(), start=1)}

    def made(groups: Sequence[Group], notes: tuple[str, ...]) -> Shown:
        names = (f"{breakdown.factor}-{order[g[0]]}" + (f"-{order[g[-1]]}" if len(g) > 1 else "") for g in groups)
        return Shown(breakdown.factor, tuple(names), tuple(groups), notes)

    if len(steps) == 1:
        return made(tuple(steps[0].values()), ())

    def whole(step: int, codes: Group) -> Group:
        return tuple(level for code in codes for level in steps[step][code])

    def counted(level: str, group: Group) -> Evidence:
        condition = Condition(factor=breakdown.factor, levels=whole(int(level), group))
        return recount.evidence(Predicate(conditions=(condition,)))

    rungs = [
        Rung(str(number), {code: _around_class(levels, steps[number + 1 :]) for code, levels in step.items()})
        for number, step in enumerate(steps)
    ]
    found = recoded(rungs, counted, policy, breakdown.most_merged)
    title = next(d.title for d in dimensions if d.name == breakdown.factor)
    asked = ("klassen", f"klasse van “{title}”", "grotere klasse") if found.level != "0" else None
    notes = _notes(asked, f"klassen van “{title}”" if found.merged else "", "", _CLASS)
    return made([whole(int(found.level), group) for group in found.groups], notes)


def _by_code(groups: Iterable[Group]) -> tuple[str, ...]:
    return tuple((g[0] if len(g) == 1 else f"{g[0]}-{g[-1]}").lower() for g in groups)


def _notes(asked: tuple[str, str, str] | None, merged: str, within: str, kind: str) -> tuple[str, ...]:
    """Return what a reader may know: which level was left for which, and that neighbours were put together."""
    said = []
    if asked is not None:
        many, wanted, taken = asked
        said.append(
            f"De studie vroeg cijfers per {wanted}. Te veel {many} zijn daar te klein voor. "
            f"Daarom staan de cijfers er per {taken}."
        )
    if merged:
        said.append(f"Te kleine {merged} zijn samengevoegd met hun buren{within}.")
    return (*said, _SMALL.format(kind)) if said else ()


def _around(dimension: Dimension) -> dict[str, str]:
    """Return each area with the one around it, by their codes; a municipality stands by itself."""
    digits, prefix = _DIGITS[dimension.name]
    if dimension.name == "gemeente":
        return {level.code: level.code for level in _levels(dimension)}
    return {level.code: f"{prefix}{level.code[2 : 2 + digits]}" for level in _levels(dimension)}


def _around_class(levels: Group, coarser: Sequence[dict[str, Group]]) -> str:
    if not coarser:
        return ""
    return next(code for code, around in coarser[0].items() if set(levels) <= set(around))


def _steps(breakdown: Breakdown, dimensions: Sequence[Dimension]) -> list[dict[str, Group]]:
    """Return, from fine to coarse, the classes of each step by their number: the levels of each."""
    found = next((d for d in dimensions if d.name == breakdown.factor), None)
    if found is None or not found.ordered:
        ordered = [d.name for d in dimensions if d.ordered]
        raise StudyError(
            f"'{breakdown.factor}' is geen factor van deze studie met een volgorde.",
            where="analyses.breakdowns",
            mend=nearest(breakdown.factor, ordered) if ordered else "",
        )
    levels = _levels(found)
    steps: list[list[Group]] = [
        [(level.code,) for level in levels],
        *(_cut(levels, edges, found.name) for edges in breakdown.ladder),
    ]
    return [{f"{number:03}": group for number, group in enumerate(step)} for step in steps]


def _cut(levels: Sequence[Level], edges: Sequence[float], factor: str) -> list[Group]:
    lower = [_number(level.lower) for level in levels]
    bounds = [bound for bound in lower[1:] if bound is not None]
    for edge in edges:
        if edge not in bounds:
            raise StudyError(
                f"De factor '{factor}' heeft geen grens bij {edge:g}.",
                where="analyses.breakdowns",
                expected="grenzen uit " + ", ".join(f"{bound:g}" for bound in bounds),
            )
    groups: list[list[str]] = []
    for level, bound in zip(levels, lower, strict=True):
        if not groups or bound in edges:
            groups.append([])
        groups[-1].append(level.code)
    return [tuple(group) for group in groups]


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _levels(dimension: Dimension) -> list[Level]:
    return [level for level in dimension.levels if not level.missing]
