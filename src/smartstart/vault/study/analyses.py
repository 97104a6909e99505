"""What a study asks of its cohort: the search for risk groups, and what is shown around it.

Whatever decides how results are told is declared here, before the results: the ladder of a breakdown, the bounds of
the classes on a map, which municipalities are neighbours.
"""

import itertools
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from smartstart.vault.study.parts import Number, Part, Slug, Whole
from smartstart.vocabulary import areas as area_codes

PlaceLevel = Literal["gemeente", "wijk", "buurt"]
_COARSER = ("buurt", "wijk", "gemeente")  # from fine to coarse

# With twice the threshold as room, some four in ten groups are put together where one in ten is below the threshold:
# the 15 to 20 % at which handbooks recode, in those terms.
_MOST_MERGED = 0.4

_FEWEST = 20  # with fewer, a p-value never falls below 0.05, and a share says little


def municipalities(codes: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return codes of municipalities in their canonical form; refuse those of wijken and buurten."""
    found = tuple(area_codes.normalise(code) for code in codes)
    if any(area_codes.level_of(code) is not area_codes.AreaLevel.MUNICIPALITY for code in found):
        raise ValueError("hier horen codes van gemeenten, zoals GM9905: geen wijken of buurten")
    return found


class Breakdown(Part):
    """The outcome per class of an ordered factor, with coarser classes for where these are too small.

    `ladder` gives per step the bounds between the classes: with `[[4, 12], [12]]`, where too many of the factor's own
    classes are too small, "tot 4, 4 tot 12, 12 of meer", and where too many of those are, "tot 12, 12 of meer".
    """

    factor: Slug
    ladder: tuple[Annotated[tuple[Number, ...], Field(min_length=1)], ...] = ()
    most_merged: Annotated[Number, Field(ge=0, le=1)] = _MOST_MERGED

    @field_validator("ladder")
    @classmethod
    def _nested(cls, steps: tuple[tuple[float, ...], ...]) -> tuple[tuple[float, ...], ...]:
        for step in steps:
            if any(later <= earlier for earlier, later in itertools.pairwise(step)):
                raise ValueError("de grenzen van een trede moeten oplopen")
        for fine, coarse in itertools.pairwise(steps):
            if not set(coarse) < set(fine):
                raise ValueError(
                    "elke trede van de ladder voegt klassen van de vorige samen: gebruik alleen grenzen van die trede, "
                    "en minder"
                )
        return steps


class RiskGroupPlan(Part):
    """Settings of the analysis `risk_groups`."""

    kind: Literal["risk_groups"]
    max_conditions: Annotated[Whole, Field(ge=1, le=5)] = 4
    min_size: Annotated[Whole, Field(ge=20)] = 200
    min_events: Annotated[Whole, Field(ge=10)] = 20
    candidates: Annotated[Whole, Field(ge=1, le=100)] = 20
    show: Annotated[Whole, Field(ge=1, le=20)] = 6
    split_seed: Whole = 1
    measure: Literal["limit", "accuracy", "chi_square"] = "limit"  # by which groups are ordered while searching
    low: bool = False  # also seek groups where it happens less often
    permutations: Annotated[Whole, Field(ge=0, le=100_000)] = 0  # Westfall-Young over everything searched; 0 is off
    stability: Annotated[Whole, Field(ge=0, le=10_000)] = 0  # repetitions of the search on redrawn households; 0 is off
    thresholds: bool = False  # show how the ratio of a finding moves with the cut-offs in it
    place: PlaceLevel | None = None  # also show the outcome per area
    ladder: tuple[PlaceLevel, ...] = ()  # coarser levels, for where too many areas are too small; then small ones merge
    most_merged: Annotated[Number, Field(ge=0, le=1)] = _MOST_MERGED
    map_bounds: Annotated[tuple[Number, ...], Field(max_length=4)] = ()  # of the classes on the map, per 1,000
    local: bool | tuple[str, ...] = True  # what each finding means per municipality: in all, in none, or in these
    neighbours: tuple[tuple[str, ...], ...] = ()  # municipalities that are also counted together, each in one group
    breakdowns: Annotated[tuple[Breakdown, ...], Field(max_length=4)] = ()

    @field_validator("permutations", "stability")
    @classmethod
    def _enough(cls, number: int) -> int:
        if 0 < number < _FEWEST:
            raise ValueError(f"minder dan {_FEWEST} herhalingen zeggen te weinig: neem er meer, of 0 voor geen")
        return number

    @field_validator("ladder")
    @classmethod
    def _upwards(cls, levels: tuple[PlaceLevel, ...]) -> tuple[PlaceLevel, ...]:
        if list(levels) != sorted(set(levels), key=_COARSER.index):
            raise ValueError('de ladder gaat van fijn naar grof, zoals ["wijk", "gemeente"]')
        return levels

    @field_validator("map_bounds")
    @classmethod
    def _round(cls, bounds: tuple[float, ...]) -> tuple[float, ...]:
        if any(later <= earlier for earlier, later in itertools.pairwise((0.0, *bounds))):
            raise ValueError("de grenzen op de kaart moeten oplopen, vanaf meer dan 0")
        if any(float(f"{bound:.2g}") != bound for bound in bounds):
            raise ValueError("de grenzen op de kaart moeten rond zijn, zoals [2, 5, 10, 20] of [2.5, 7.5, 15]")
        return bounds

    @field_validator("local", mode="before")
    @classmethod
    def _municipalities(cls, value: object) -> object:
        if isinstance(value, bool):
            return value
        if not isinstance(value, list | tuple) or not value or not all(isinstance(code, str) for code in value):
            raise ValueError(
                'dit is true (in elke gemeente), false (nergens), of een lijst van gemeenten, zoals ["GM9905"]'
            )
        return municipalities(value)

    @field_validator("neighbours")
    @classmethod
    def _apart(cls, groups: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        found = tuple(municipalities(group) for group in groups)
        every = [code for group in found for code in group]
        if any(len(group) < 2 for group in found):
            raise ValueError('buren zijn er minstens twee, zoals [["GM9904", "GM9905"]]')
        if len(set(every)) < len(every):
            raise ValueError("een gemeente staat in hoogstens één groep van buren")
        return found

    @model_validator(mode="after")
    def _ladder_of_a_place(self) -> Self:
        if self.place is None and (self.ladder or self.map_bounds):
            raise ValueError("een ladder en grenzen op de kaart horen bij 'place': zet erbij per welk gebied")
        if self.place is not None and any(_COARSER.index(step) <= _COARSER.index(self.place) for step in self.ladder):
            raise ValueError(f"elke trede van de ladder is grover dan '{self.place}'")
        factors = [breakdown.factor for breakdown in self.breakdowns]
        if len(set(factors)) < len(factors):
            raise ValueError("een factor staat twee keer bij 'breakdowns'")
        return self
