"""Finding one's way in the statements of a release."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from smartstart.presentation import dutch
from smartstart.presentation.figures import is_shown
from smartstart.presentation.groups import group_phrase
from smartstart.presentation.look import Mark
from smartstart.release.contents import (
    ModelStatement,
    Origin,
    Predicate,
    ReleaseContents,
    Stamp,
    Statement,
    TableStatement,
)

RISK_GROUPS = "risk_groups"
PLACES = "places"
DROP_OFF = "drop_off"
LOCAL = "local"
CLASSES = "classes"
NEIGHBOURS = "neighbours"
THRESHOLDS = "thresholds"
REGRESSION = "regression"
REINFORCING = "reinforcing"
_FINDING = re.compile(r"g(\d+)")
_LOW = re.compile(r"l(\d+)")


def is_finding(subject: str) -> bool:
    """Tell whether a subject of the risk groups is called as a finding is: "g1"."""
    return _FINDING.fullmatch(subject) is not None


def marks(contents: ReleaseContents) -> tuple[Mark, ...]:
    """Return the words that every page made from this release must carry."""
    found = []
    if contents.origin is Origin.INVENTED:
        found.append(Mark.INVENTED)
    if contents.stamp is Stamp.TRIAL:
        found.append(Mark.TRIAL)
    if contents.stamp is Stamp.DRAFT:
        found.append(Mark.DRAFT)
    return tuple(found)


class Book:
    """The statements of one release, by analysis, subject and role.

    Args:
        contents: everything that a report is made from.
    """

    def __init__(self, contents: ReleaseContents) -> None:
        self.contents = contents
        self.sheet = contents.sheet
        self._all: dict[tuple[str, str, str], Statement] = {
            (s.analysis, s.subject, s.role): s for s in contents.statements if isinstance(s, Statement)
        }
        self._about: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for (analysis, subject, _), statement in self._all.items():
            self._about[analysis, subject].append(statement)

    @cached_property
    def by_id(self) -> Mapping[str, Statement]:
        """All statements of the release but the public figures, by id."""
        return {statement.id: statement for statement in self._all.values()}

    def table(self, subject: str, role: str, analysis: str = RISK_GROUPS) -> TableStatement | None:
        """Return a table statement, shown or withheld; None when the release has none."""
        found = self._all.get((analysis, subject, role))
        return found if isinstance(found, TableStatement) else None

    def model(self, subject: str, role: str, analysis: str = RISK_GROUPS) -> ModelStatement | None:
        """Return a model statement, shown or withheld; None when the release has none."""
        found = self._all.get((analysis, subject, role))
        return found if isinstance(found, ModelStatement) else None

    def of(self, subject: str, analysis: str = RISK_GROUPS) -> list[Statement]:
        """Return all statements about one subject, in the order of the release."""
        return list(self._about.get((analysis, subject), ()))

    def subjects(self, analysis: str) -> list[str]:
        """Return the subjects of one analysis, each once, by name."""
        return sorted(subject for (a, subject) in self._about if a == analysis)

    def findings(self) -> list[str]:
        """Return the subjects that are findings, "g1" first."""
        return self._numbered(_FINDING)

    def low_findings(self) -> list[str]:
        """Return the subjects that are findings of where it happens less often, "l1" first."""
        return self._numbered(_LOW)

    def _numbered(self, named: re.Pattern[str]) -> list[str]:
        numbered = [(int(m.group(1)), s) for s in self.subjects(RISK_GROUPS) if (m := named.fullmatch(s))]
        return [subject for _, subject in sorted(numbered)]

    def phrase(self, predicate: Predicate) -> str:
        """Return a group in the words of this study."""
        return group_phrase(predicate, self.sheet.dimensions, self.sheet.units)

    def predicate(self, subject: str, roles: Iterable[str] = ("risk", "rate", "size", "rr")) -> Predicate:
        """Return which group a subject is; a withheld statement knows it too."""
        for role in roles:
            found = self._all.get((RISK_GROUPS, subject, role))
            if found is not None:
                return found.predicate
        return Predicate()

    def period(self, analysis: str = RISK_GROUPS) -> str:
        """Return the period of an analysis as its statements write it; empty without statements."""
        return next((s.period for (name, _, _), s in self._all.items() if name == analysis), "")

    def source(self) -> str:
        """Return the line that says where every number of this release comes from."""
        names = dutch.listing(source.name for source in self.sheet.sources)
        day = dutch.day(self.contents.day)
        return f"Bron: {names or self.sheet.owner}. Release {self.contents.release_id}, {day}."

    @cached_property
    def people(self) -> str:
        """Who the study is about, and where: "kinderen in Lindedal en Ravenhoek"."""
        names = {level.code: level.label for d in self.sheet.dimensions for level in d.levels}
        areas = dutch.listing(names.get(code, code) for code in self.sheet.areas)
        return f"{self.sheet.units} in {areas}" if areas else self.sheet.units

    @cached_property
    def everybody(self) -> str:
        """The same, with the days on which was looked and how far ahead."""
        days = dutch.listing(dutch.day(day) for day in self.sheet.reference_dates)
        return f"{self.people}, op {days}, met {self._window()} erna" if days else self.people

    def about(self) -> str:
        """Return what "this" is in a risk sentence: the outcome and the time in which it was looked for."""
        return f"Het gaat om {self.sheet.outcome_title.lower()}, binnen {self._window()}."

    def _window(self) -> str:
        return f"{self.sheet.window_months} {'maand' if self.sheet.window_months == 1 else 'maanden'}"

    def nothing_shown(self) -> bool:
        """Return whether not one value of this release is shown."""
        return not any(is_shown(statement) for statement in self._all.values())
