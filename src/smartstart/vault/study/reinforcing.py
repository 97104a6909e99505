"""What a study asks about factors that strengthen each other: which pairs, and what still counts as "about the sum".

All of it is declared before the results. A pair that is named here was there before anybody looked, so it is counted on
all rows. Pairs from within findings were chosen by looking: those are counted on the half of the households that the
search did not see.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from smartstart.vault.study.parts import Number, Part, Slug, Whole

Levels = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=60)], ...], Field(min_length=1)]
One = dict[Slug, Levels]


class PairPlan(Part):
    """Two conditions, each one factor with one or more of its levels, against the rest of its known levels."""

    first: One
    second: One

    @field_validator("first", "second")
    @classmethod
    def _one_factor(cls, condition: One) -> One:
        if len(condition) != 1:
            raise ValueError('elke kant van een paar is één factor met zijn waarden, zoals { bijstand = ["ja"] }')
        return condition

    @model_validator(mode="after")
    def _two_factors(self) -> Self:
        if self.first.keys() == self.second.keys():
            raise ValueError("een paar bestaat uit twee verschillende factoren")
        return self


class ReinforcingPlan(Part):
    """Settings of the analysis `reinforcing`.

    Attributes:
        margin: so many cases per 1,000 more or less than the sum still are "about the sum".
        pairs: those planned beforehand.
        within_findings: also the pairs and triples of conditions within the findings that are shown.
        most: so many pairs and triples from within findings at most, the first findings first.
        unknown: who is unknown on a side is left out of the pair, or counts with the rest, as beside a finding.
    """

    kind: Literal["reinforcing"]
    margin: Annotated[Number, Field(gt=0, le=1000)]
    pairs: Annotated[tuple[PairPlan, ...], Field(max_length=45)] = ()
    within_findings: bool = False
    most: Annotated[Whole, Field(ge=1, le=40)] = 12
    unknown: Literal["left_out", "rest"] = "left_out"

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not (self.pairs or self.within_findings):
            raise ValueError("geef paren bij 'pairs', of zet within_findings = true")
        named = [frozenset({(f, v) for side in (p.first, p.second) for f, v in side.items()}) for p in self.pairs]
        if len(set(named)) < len(named):
            raise ValueError("een paar staat er twee keer")
        return self
