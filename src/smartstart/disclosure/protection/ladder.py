"""Recode a breakdown along a declared ladder before anything is withheld: buurt, wijk, municipality; bands of age.

A table of buurten with a hole in every other row helps nobody. So the finest level is taken of which no larger share
of the groups is too small than the study declared, and what is still too small there is put together with its
neighbours inside the same larger group (global recoding before local suppression, as the handbooks on statistical
disclosure control advise).

Both steps are told to the reader, so they must not tell too much. A group is large enough only with **twice** what the
rules ask: that groups were put together, or that a level was left, then says that one of them is below twice the
threshold, never that it is below the threshold. Nothing else of the data is looked at, and everything goes by the
order of the codes, so that the same counts give the same groups.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from smartstart.disclosure.candidates import Evidence
from smartstart.disclosure.policy import Policy
from smartstart.vocabulary.errors import StudyError

ROOM = 2

Group = tuple[str, ...]
Counting = Callable[[str, Group], Evidence]


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of the ladder.

    Attributes:
        level: its name, "buurt"; unique in its ladder.
        around: the code of each group, and that of the larger group it may be put together within. Neighbours are
            next to each other in the order of their codes.
    """

    level: str
    around: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Recoded:
    """The level that was taken, and its groups in order of code: alone, or several neighbours together."""

    level: str
    groups: tuple[Group, ...]

    @property
    def merged(self) -> bool:
        """Whether any neighbours were put together."""
        return any(len(group) > 1 for group in self.groups)


def recoded(ladder: Sequence[Rung], counted: Counting, policy: Policy, most: float) -> Recoded:
    """Return the finest level of which few enough groups are too small, small neighbours put together.

    Args:
        ladder: levels from fine to coarse, at least one; the last is taken where none is good enough.
        counted: the exact counts of some groups of a level together.
        most: the largest share of the groups of a level that may be too small, 0 to 1.

    Raises:
        StudyError: the ladder is empty, or a level has no groups.
    """
    if not ladder or not all(rung.around for rung in ladder):
        raise StudyError("De ladder is leeg.", where="analyses.ladder", expected="zoals buurt, wijk, gemeente")
    rung = next((rung for rung in ladder if _share(rung, counted, policy) <= most), ladder[-1])
    return Recoded(rung.level, _merged(rung, lambda group: stands(counted(rung.level, group), policy, ROOM)))


def stands(evidence: Evidence, policy: Policy, times: int = 1) -> bool:
    """Return whether size and events may be shown by the rules on single cells, at so many times their thresholds."""
    return (
        evidence.persons >= times * policy.persons.value
        and min(evidence.households, evidence.event_households) >= times * policy.households.value
        and evidence.event_persons >= times * policy.events.value
        and min(evidence.rows - evidence.events, evidence.persons - evidence.event_persons)
        >= times * policy.complement.value
    )


def _share(rung: Rung, counted: Counting, policy: Policy) -> float:
    short = sum(not stands(counted(rung.level, (code,)), policy, ROOM) for code in rung.around)
    return short / len(rung.around)


def _merged(rung: Rung, enough: Callable[[Group], bool]) -> tuple[Group, ...]:
    """Put neighbours by code together within their larger group until they are enough; a rest joins the last group."""
    within: dict[str, list[str]] = {}
    for code in sorted(rung.around):
        within.setdefault(rung.around[code], []).append(code)
    found: list[Group] = []
    for codes in within.values():
        groups: list[Group] = []
        gathered: Group = ()
        for code in codes:
            gathered = (*gathered, code)
            if enough(gathered):
                groups.append(gathered)
                gathered = ()
        if gathered:
            groups = [*groups[:-1], (*groups[-1], *gathered)] if groups else [gathered]
        found += groups
    return tuple(sorted(found))
