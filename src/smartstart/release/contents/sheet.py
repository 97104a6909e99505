"""What a reader may know of the study: what was asked, of whom, why and how; no value of the data."""

import datetime as dt
import itertools
from typing import Annotated, Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, field_validator, model_serializer

from smartstart.release.contents.closed import Closed, Code, Line, Name, Text
from smartstart.release.contents.groups import Dimension, Predicate


class PublicHunch(Closed):
    """A hunch as it was written down before the results."""

    id: Name  # "h1"; statements about it have this as subject
    text: Line
    predicate: Predicate
    direction: Literal["hoger", "lager"]
    date: dt.date | None  # None: not dated, so it cannot be tested


class PublicSource(Closed):
    """A source as a reader may know it."""

    name: Line
    what: Line
    attribution: Line = ""


class DropOffStep(Closed):
    """One step of the way from everybody to the cohort: words here, numbers in statements `drop_off/...`."""

    id: Name
    text: Line


class StudySheet(Closed):
    """What a reader may know of the study; no value of the data stands here.

    Only the second format knows `map_bounds`, `recoded` and `contrast_margin`, so they are written only where set.
    """

    id: Name
    title: Line
    owner: Line
    scope: Literal["question", "find-place", "municipality"]
    areas: tuple[Code, ...]
    purpose: Text
    legal_basis: Text
    controller: Line
    dpia: Line
    unit: Line  # singular
    units: Line  # plural: "kinderen"
    outcome: Line  # completes "… die …": "uit huis geplaatst of onder toezicht gesteld werden"
    outcome_title: Line
    reference_dates: tuple[dt.date, ...]
    window_months: int
    dimensions: tuple[Dimension, ...]
    hunches: tuple[PublicHunch, ...] = ()
    sources: tuple[PublicSource, ...] = ()
    drop_off: tuple[DropOffStep, ...] = ()
    methods: tuple[Text, ...] = ()  # how it was done, in sentences
    caveats: tuple[Text, ...] = ()
    map_bounds: Annotated[
        tuple[float, ...], Field(max_length=4)
    ] = ()  # between the classes on the map, per 1,000: declared before the results
    recoded: tuple[Text, ...] = ()  # which areas or classes were taken together because they are small, in sentences
    contrast_margin: Annotated[float | None, Field(gt=0, le=1000)] = (
        None  # so many cases per 1,000 more or less still are "about the sum": declared before the results
    )

    @field_validator("map_bounds")
    @classmethod
    def _rising(cls, bounds: tuple[float, ...]) -> tuple[float, ...]:
        if any(later <= earlier for earlier, later in itertools.pairwise(bounds)):
            raise ValueError("de grenzen op de kaart moeten oplopen")
        return bounds

    @model_serializer(mode="wrap")
    def _dump(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out what is not set: releases without it keep their bytes, and every reader reads them."""
        found: dict[str, Any] = handler(self)
        for name in ("map_bounds", "recoded", "contrast_margin"):
            if not getattr(self, name):
                found.pop(name, None)
        return found
