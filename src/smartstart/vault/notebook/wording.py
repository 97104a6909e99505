"""Exact findings as Dutch, for inside the room: never a risk without its interval and its counter-numbers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from smartstart.presentation import dutch
from smartstart.presentation.figures import Form, written
from smartstart.presentation.groups import condition_phrase, group_phrase
from smartstart.presentation.sentences import caveat_for, halved_word
from smartstart.release.contents import Condition, Dimension, Predicate
from smartstart.vault.coded import CodedCohort
from smartstart.vault.insight.findings import Estimate, Finding, RiskGroups

HEADS = (
    "Groep",
    "Omvang",
    "Wel, van elke 1.000",
    "Niet, van elke 1.000",
    "Keer zo vaak als anderen",
    "Van allen die het meemaakten, niet in deze groep",
    "Bevestigd",
)
NOTHING = "Geen groep: te weinig om iets te zeggen, of niets dat eruit springt."
NO_CONDITION = "Te weinig om iets te zeggen: bij elke factor heeft iedereen dezelfde waarde, of is er niets bekend."
TRIED = "Alles wat u probeert, telt mee: zet in de vraag wat u wilt bevestigen, voordat u kijkt."


@dataclass(frozen=True, slots=True)
class Words:
    """What a cohort calls things.

    Attributes:
        unit, units: singular and plural of what is counted.
        outcome: the outcome as a heading; origin: whether the data are invented.
        dimensions: the words of the levels.
    """

    unit: str
    units: str
    outcome: str
    origin: str
    dimensions: tuple[Dimension, ...]

    @classmethod
    def of(cls, cohort: CodedCohort) -> "Words":
        """Return the words of a cohort."""
        return cls(cohort.unit, cohort.units, cohort.outcome.title, cohort.origin.value, cohort.dimensions)

    def group(self, predicate: Predicate) -> str:
        """Return a group in words: "kinderen die bij een alleenstaande moeder wonen"."""
        return group_phrase(predicate, self.dimensions, self.units)

    def level(self, factor: str, code: str) -> tuple[str, str]:
        """Return a factor and one of its levels as a reader knows them: ("Soort gezin", "gehuwd paar")."""
        dimension = next(d for d in self.dimensions if d.name == factor)
        return dimension.title, next(level.label for level in dimension.levels if level.code == code)

    def those(self, conditions: Sequence[Condition]) -> str:
        """Return some conditions in words: "kinderen die bij een alleenstaande moeder wonen en met bijstand"."""
        return f"{self.units} {dutch.listing(condition_phrase(one, self.dimensions) for one in conditions)}"

    @property
    def caption(self) -> str:
        """What stands above the table of findings."""
        return (
            f"Groepen {self.units}, geschat bij {self.halved} die niet meededen bij het zoeken; tussen haakjes 95 % "
            "zekerheid"
        )

    @property
    def halved(self) -> str:
        """What was split in two halves."""
        return halved_word(self.unit, self.units)

    @property
    def caveat(self) -> str:
        """What no finding says."""
        return caveat_for(self.unit)


def sentences(finding: Finding, words: Words) -> list[str]:
    """Return one finding in sentences."""
    risk, ratio = finding.estimated.risk, finding.estimated.relative_risk_clustered
    group = dutch.capital(words.group(finding.predicate))
    return [
        f"{group}: van elke 1.000 ongeveer {_rate(risk.value)} wel (tussen {_rate(risk.lower)} en "
        f"{_rate(risk.upper)}), ongeveer {_rest(risk)} niet.",
        f"Dat is {_times(ratio.value, ratio)} keer zo vaak als bij de anderen (tussen {_times(ratio.lower, ratio)} en "
        f"{_times(ratio.upper, ratio)}).",
        f"Van alle {words.units} die dit meemaakten, hoort {_outside(finding)} niet bij deze groep.",
        dutch.sentence(_confirmed(finding)),
    ]


def cells(finding: Finding, words: Words) -> Sequence[str]:
    """Return one finding as the cells under `HEADS`."""
    risk, ratio = finding.estimated.risk, finding.estimated.relative_risk_clustered
    return (
        f"{finding.id}: {words.group(finding.predicate)}",
        dutch.number(finding.peel[-1].rows),
        f"{_rate(risk.value)} ({_rate(risk.lower)} tot {_rate(risk.upper)})",
        _rest(risk),
        ratio_in_words(ratio),
        _outside(finding),
        _confirmed(finding),
    )


def ratio_in_words(ratio: Estimate) -> str:
    """Return a ratio with its interval: "2,6 (2,3 tot 2,9)"; where there is none, that there is too little."""
    if math.isnan(ratio.value):
        return "te weinig om iets te zeggen"
    value, lower, upper = (_times(number, ratio) for number in (ratio.value, ratio.lower, ratio.upper))
    return f"{value} ({lower} tot {upper})"


def risk_in_words(risk: Estimate) -> str:
    """Return a risk of every 1,000, with its interval and how many not."""
    if math.isnan(risk.value):
        return "te weinig om iets te zeggen"
    return (
        f"ongeveer {_rate(risk.value)} wel (tussen {_rate(risk.lower)} en {_rate(risk.upper)}), "
        f"ongeveer {_rest(risk)} niet"
    )


def differs(apart: Sequence[str]) -> list[str]:
    """Return what differs from the question, and what that asks; nothing where nothing does."""
    return [f"Anders dan in de vraag: {'; '.join(apart)}. {TRIED}"] if apart else []


def searched(result: RiskGroups, words: Words) -> list[str]:
    """Return what was looked at, and that nothing was found where that is so."""
    looked = (
        f"Bekeken: {dutch.number(result.searched)} groepen uit {dutch.number(result.items)} kenmerken bij de ene "
        f"helft van de {words.halved}; {dutch.number(result.candidates)} daarvan getoetst bij de andere helft."
    )
    if not result.items:
        return [NO_CONDITION]
    return [looked] if result.findings else [NOTHING, looked]


def _confirmed(finding: Finding) -> str:
    return "bevestigd" if finding.confirmed else "niet bevestigd"


def _outside(finding: Finding) -> str:
    everybody, inside = finding.peel[0].events, finding.peel[-1].events
    return dutch.percent(100 * (everybody - inside) / everybody) if everybody else "onbekend"


def _rate(share: float) -> str:
    return "onbekend" if math.isnan(share) else dutch.rate(1000 * share)


def _rest(risk: Estimate) -> str:
    """Return how many do not: from the rounded rate, so that both add up to 1,000 for a reader."""
    return "onbekend" if math.isnan(risk.value) else written(1000 * risk.value, Form.REST).removesuffix(",0")


def _times(number: float, of: Estimate) -> str:
    """Return a ratio or a limit of it with the digits that tell something in that ratio: below 2, half is much."""
    if math.isnan(number):
        return "onbekend"
    decimals = 2 if of.value < 2 else 1 if of.value < 10 else 0
    return "onbegrensd" if math.isinf(number) else dutch.number(number, decimals)
