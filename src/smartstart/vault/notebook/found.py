"""Risk groups in a notebook: readable, as tables, and with the call that finds them again."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyarrow as pa

from smartstart.presentation import dutch
from smartstart.vault.insight.findings import Finding, RiskGroups
from smartstart.vault.notebook import wording
from smartstart.vault.notebook.columns import lists_of
from smartstart.vault.notebook.frames import Tabled
from smartstart.vault.notebook.showing import INSIDE, again, block, page, table
from smartstart.vault.notebook.wording import Words
from smartstart.vocabulary.errors import UsageError

_SHOWN = 6  # in text; the table shows all


@dataclass(frozen=True, slots=True, repr=False)
class FoundRiskGroups(Tabled):
    """What one search found. Exact numbers: they stay in the room.

    Attributes:
        result: the findings themselves, unrounded.
        words: what the groups are called.
        apart: settings that are not those of the question, in words.
        call: the exact call that finds the same again; what was read is the same as long as question and data are.
    """

    result: RiskGroups
    words: Words
    apart: tuple[str, ...]
    call: str = field(compare=False)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The risk groups, best first; then, where asked, the groups where it happens less often."""
        lists = [getattr(self.result, name) for name, kind in lists_of(RiskGroups) if kind is Finding]
        return tuple(finding for found in lists for finding in found)

    def __len__(self) -> int:
        return len(self.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __getitem__(self, name: str | int) -> Finding:
        """Return a finding by its name ("g1") or its place from 0.

        Raises:
            UsageError: there is no finding of that name, or at that place.
        """
        named = {finding.id: finding for finding in self.findings}
        if isinstance(name, int) and -len(named) <= name < len(named):
            return self.findings[name]
        if isinstance(name, str) and name in named:
            return named[name]
        raise UsageError(
            f"Er is geen bevinding {name!r}.",
            expected=dutch.listing(map(repr, named), "of") or "niets: er is geen groep gevonden",
        )

    def describe(self, finding: Finding | str | int) -> str:
        """Return one finding in Dutch sentences, with its interval and its counter-numbers.

        Args:
            finding: itself, its name ("g1") or its place from 0.

        Raises:
            UsageError: there is no finding of that name, or at that place.
        """
        told = finding if isinstance(finding, Finding) else self[finding]
        return " ".join(wording.sentences(told, self.words))

    def to_arrow(self, of: str = "findings") -> pa.Table:
        """Return the findings, or another list of the result, as an Arrow table. See `Tabled`."""
        return self._table(of)

    def __repr__(self) -> str:
        told = [f"{finding.id}  {self.describe(finding)}" for finding in self.findings[:_SHOWN]]
        if len(self) > _SHOWN:
            told.append(f"En nog {dutch.spelled(len(self) - _SHOWN)}: zie .to_pandas() of .findings.")
        return block(self._title(), [*told, *self._lines()])

    def _repr_html_(self) -> str:
        rows = [wording.cells(finding, self.words) for finding in self.findings]
        shown = [table(self.words.caption, wording.HEADS, rows)] if rows else []
        return page(self._title(), self._lines(), *shown)

    def _title(self) -> str:
        return f"Risicogroepen: {self.words.outcome} ({self.words.origin})"

    def _lines(self) -> list[str]:
        return [
            *wording.searched(self.result, self.words),
            *wording.differs(self.apart),
            *([self.words.caveat] if self.findings else []),
            INSIDE,
            again(self.call),
        ]
