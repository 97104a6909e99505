"""What conditions do together, in a notebook: pairs that the question names, and pairs and triples within findings."""

from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from smartstart.presentation import dutch
from smartstart.vault.coded import CodedCohort
from smartstart.vault.export.reinforcing import check
from smartstart.vault.export.submission import shown_findings
from smartstart.vault.insight.findings import Finding
from smartstart.vault.insight.halves import with_halves
from smartstart.vault.insight.reinforcing import Reinforcing
from smartstart.vault.insight.reinforcing import reinforcing as found_by
from smartstart.vault.notebook import given, pairs_told, wording
from smartstart.vault.notebook.bar import bar
from smartstart.vault.notebook.cohort import Cohort
from smartstart.vault.notebook.found import FoundRiskGroups
from smartstart.vault.notebook.frames import Tabled
from smartstart.vault.notebook.searching import risk_groups
from smartstart.vault.notebook.settings import Settings, differing, plan_with, written
from smartstart.vault.notebook.showing import INSIDE, again, block, page, table
from smartstart.vault.notebook.wording import Words
from smartstart.vault.study.model import Study
from smartstart.vault.study.reinforcing import ReinforcingPlan
from smartstart.vocabulary.errors import UsageError

_SETTINGS = 'margin=5, pairs=[{"first": {"gezin": ["eenouder"]}, "second": {"werk": ["nee"]}}]'
_NOTHING = "Geen paren: er is geen groep gevonden met twee omstandigheden."
_HALF = "Wat met f of t begint, is geteld bij de huishoudens die niet meededen bij het zoeken."


@dataclass(frozen=True, slots=True, repr=False)
class FoundReinforcing(Tabled):
    """What conditions do together. Exact numbers: they stay in the room.

    Attributes:
        result: every pair and triple with its combinations, contrast, RERI, AP and S, unrounded.
        words: what factors and levels are called.
        apart: settings that are not those of the question, in words.
        call: the exact call that finds the same again.
    """

    result: Reinforcing
    words: Words
    apart: tuple[str, ...]
    call: str = field(compare=False)

    def to_arrow(self, of: str = "together") -> pa.Table:
        """Return the pairs and triples, or what was counted (`of="combinations"`), as an Arrow table. See `Tabled`."""
        return self._table(of)

    def __repr__(self) -> str:
        told = [f"{pairs_told.title(one, self.words)}. {pairs_told.sentences(one)}" for one in self.result.together]
        return block(self._title(), [*told, *self._lines()])

    def _repr_html_(self) -> str:
        together = self.result.together
        pairs = [pairs_told.cells(one, self.words) for one in together]
        counts = [cells for one in together for cells in pairs_told.counted(one, self.words)]
        shown = [
            table(self._title(), pairs_told.HEADS, pairs),
            table("Wat er geteld is", pairs_told.COUNTED, counts),
        ]
        return page(self._title(), self._lines(), *(shown if together else []))

    def _title(self) -> str:
        return f"Omstandigheden samen: {self.words.outcome} ({self.words.origin})"

    def _lines(self) -> list[str]:
        margin = dutch.number(self.result.margin, 1 if self.result.margin % 1 else 0)
        together = self.result.together
        return [
            *([] if together else [_NOTHING]),
            f"“Ongeveer de som”: het scheelt vrijwel zeker minder dan {margin} van elke 1.000.",
            *([_HALF] if any(one.held_back for one in together) else []),
            *wording.differs(self.apart),
            self.words.caveat,
            INSIDE,
            again(self.call),
        ]


def reinforcing(
    cohort: Cohort, groups: FoundRiskGroups | None = None, *, progress: bool = True, **settings: Any
) -> FoundReinforcing:
    """Return what conditions do together: those of the question, or with settings of your own.

    Args:
        cohort: of `Study.coded_cohort`.
        groups: of `risk_groups` on the same cohort, for pairs within findings; sought as the question says unless
            given. Such pairs are counted on the half of the households that this very search did not see.
        progress: whether to show a bar.
        settings: what is to differ from the question's part `[[analyses]] kind = "reinforcing"`: `pairs`,
            `within_findings`, `most`, `margin` and `unknown`. Where it has none, `margin` and one of the first two
            are needed.

    Raises:
        UsageError: it is no cohort or no risk groups; or nothing is asked.
        StudyError: a setting does not exist or does not fit the cohort; or a pair is about help that somebody got.
    """
    study = given.a_cohort(cohort).study
    given.groups_of(cohort, groups)
    asked = _asked(study, settings)
    plan = plan_with(study, ReinforcingPlan, asked, settings)
    check(plan, cohort.coded.dimensions)
    call = _call(cohort, groups, settings)
    coded, findings = _within(cohort, plan, groups, progress=progress)
    with bar(1, wanted=progress) as step, step("Inzicht: omstandigheden die samengaan"):
        result = found_by(coded, plan, findings)
    return FoundReinforcing(result, Words.of(coded), differing(asked, plan, settings), call)


def _within(
    cohort: Cohort, plan: ReinforcingPlan, groups: FoundRiskGroups | None, *, progress: bool
) -> tuple[CodedCohort, tuple[Finding, ...]]:
    """Return the cohort with the halves of a search and the findings to show; as it is where no pair is of them."""
    if not plan.within_findings:
        return cohort.coded, ()
    sought = (groups or risk_groups(cohort, progress=progress)).result
    return with_halves(cohort.coded, sought.split_seed), shown_findings(sought, cohort.study.risk_groups.show)


def _asked(study: Study, settings: Settings) -> ReinforcingPlan | None:
    """Return what the question asks of conditions together; None where it asks nothing and the settings do."""
    if "kind" in settings:
        raise UsageError("reinforcing is altijd omstandigheden samen.", where="kind", mend="laat 'kind' weg")
    plans = study.plans(ReinforcingPlan)
    mistyped = settings.keys() - ReinforcingPlan.model_fields.keys()  # told by name, further on
    if not plans and not mistyped and not {"pairs", "within_findings"} & settings.keys():
        raise UsageError(
            "De vraag noemt geen omstandigheden samen.",
            expected=f'in de vraag [[analyses]] met kind = "reinforcing", of hier {_SETTINGS}',
        )
    return plans[0] if plans else None


def _call(cohort: Cohort, groups: FoundRiskGroups | None, settings: Settings) -> str:
    given_groups = [groups.call] if groups is not None else []
    return f"smartstart.reinforcing({', '.join([cohort.call, *given_groups, *written(settings)])})"
