"""Factors beside each other in a notebook: a regression of the question, or one with other settings."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from smartstart.presentation import dutch
from smartstart.vault.export.regression import check
from smartstart.vault.insight.regression import LevelEstimate, RegressionFinding, StandardisedRisk
from smartstart.vault.insight.regression import regression as found_by
from smartstart.vault.notebook import given, wording
from smartstart.vault.notebook.bar import bar
from smartstart.vault.notebook.cohort import Cohort
from smartstart.vault.notebook.frames import Tabled
from smartstart.vault.notebook.settings import Settings, differing, plan_with, written
from smartstart.vault.notebook.showing import INSIDE, again, block, page, table
from smartstart.vault.notebook.wording import Words
from smartstart.vault.study.regression import RegressionPlan
from smartstart.vocabulary.errors import UsageError

_SETTINGS = "factors={'gezin': 'gehuwd_paar'}: per factor de waarde waarmee vergeleken wordt"
_HEADS = {"logit": "Keer de kansverhouding", "log": "Keer zo vaak"}
_SET_ASIDE = (
    "Apart gezet: {} rijen met een waarde waarbij niemand of iedereen de uitkomst heeft. Daar is geen getal voor."
)
_NAMES = {"logit": "kansverhoudingen", "log": "relatieve risico's"}


@dataclass(frozen=True, slots=True, repr=False)
class FoundRegression(Tabled):
    """What one regression found. Exact numbers: they stay in the room.

    Attributes:
        result: coefficients, ratios with household-clustered intervals and p-values, unrounded; why there is none.
        words: what factors and levels are called.
        apart: settings that are not those of the question, in words.
        call: the exact call that finds the same again.
    """

    result: RegressionFinding
    words: Words
    apart: tuple[str, ...]
    call: str = field(compare=False)

    def to_arrow(self, of: str = "levels") -> pa.Table:
        """Return the levels, or the standardised risks (`of="standardised"`), as an Arrow table. See `Tabled`."""
        return self._table(of)

    def __repr__(self) -> str:
        told = [f"{name}: {ratio}" for name, ratio in map(self._cells, self.result.levels)]
        return block(self._title(), [*told, *self._risks(), *self._lines()])

    def _repr_html_(self) -> str:
        heads = ("Waarde, vergeleken met", f"{_HEADS[self.result.link]} (95 % zekerheid)")
        shown = [table(self._title(), heads, map(self._cells, self.result.levels))] if self.result.levels else []
        return page(self._title(), [*self._risks(), *self._lines()], *shown)

    def _title(self) -> str:
        return f"Regressie: {self.words.outcome}, {_NAMES[self.result.link]} ({self.words.origin})"

    def _cells(self, one: LevelEstimate) -> tuple[str, str]:
        title, level = self.words.level(one.factor, one.level)
        against = self.words.level(one.factor, one.reference)[1]
        return f"{title}: {level}, vergeleken met {against}", wording.ratio_in_words(one.ratio)

    def _risks(self) -> Iterator[str]:
        for one in self.result.standardised:
            yield f"Als iedereen ‘{self._named(one)}’ had: van elke 1.000 {wording.risk_in_words(one.risk)}."

    def _named(self, one: StandardisedRisk) -> str:
        return ": ".join(self.words.level(one.factor, one.level))

    def _lines(self) -> list[str]:
        found = self.result
        number = dutch.number
        return [
            *([f"Geen antwoord: {found.refusal}."] if found.refusal else []),
            f"Gerekend met {number(found.rows)} rijen van {number(found.households)} huishoudens, en "
            f"{number(found.events)} keer deze uitkomst.",
            *([_SET_ASIDE.format(number(found.set_aside))] if found.set_aside else []),
            *wording.differs(self.apart),
            self.words.caveat,
            INSIDE,
            again(self.call),
        ]


def regression(cohort: Cohort, *, progress: bool = True, **settings: Any) -> FoundRegression:
    """Return a regression of a cohort: that of the question, or one with settings of your own.

    Args:
        cohort: of `Study.coded_cohort`.
        progress: whether to show a bar.
        settings: what is to differ from the question's part `[[analyses]] kind = "regression"`: `factors`, `link`
            ("logit" or "log") and `standardise`. Where the question has several, `name` says which; where it has
            none, `factors` is all that is needed.

    Raises:
        UsageError: it is no cohort; or it is not clear which regression is meant.
        StudyError: a setting does not exist or does not fit the cohort.
    """
    study = given.a_cohort(cohort).study
    asked = _asked(study.plans(RegressionPlan), settings)
    plan = plan_with(study, RegressionPlan, asked, settings)
    check(plan, cohort.coded.dimensions)
    with bar(1, wanted=progress) as step, step("Inzicht: factoren naast elkaar bekijken") as note:
        result = found_by(cohort.coded, plan, note)
    call = f"smartstart.regression({', '.join([cohort.call, *written(settings)])})"
    return FoundRegression(result, Words.of(cohort.coded), differing(asked, plan, settings), call)


def _asked(plans: tuple[RegressionPlan, ...], settings: Settings) -> RegressionPlan | None:
    """Return the regression of the question that is meant; None where the question has none."""
    if "kind" in settings:
        raise UsageError("regression is altijd een regressie.", where="kind", mend="laat 'kind' weg")
    named = [plan for plan in plans if plan.name == settings.get("name", plan.name)]
    if len(named) == 1:
        return named[0]
    if not plans and "factors" in settings:
        return None
    raise UsageError(
        "Het is niet duidelijk welke regressie u bedoelt.",
        expected=f"name= met {dutch.listing((repr(plan.name) for plan in plans), 'of')}" if plans else _SETTINGS,
    )
