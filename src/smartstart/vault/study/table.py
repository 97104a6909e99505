"""What a question says of a table of the user's own: which column is what, and which words its values get."""

import itertools
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from smartstart.vault.study.parts import Line, Number, Part, Phrase, ReferenceDate, Slug, Whole, Word, canonical


class Bin(Part):
    """Half-open classes of a number: `[0, 25, 30]` gives "tot 25", "25 tot 30", "30 of meer"."""

    edges: Annotated[tuple[Number, ...], Field(min_length=1, max_length=200)]

    @field_validator("edges")
    @classmethod
    def _rising(cls, edges: tuple[float, ...]) -> tuple[float, ...]:
        if any(later <= earlier for earlier, later in itertools.pairwise(edges)):
            raise ValueError("de grenzen moeten oplopen")
        return edges


class TableFactor(Part):
    """A column of the user's own table, used as a factor.

    Its levels are public, so they come from here and never from the data: the classes of `bins`, or the `labels` in
    this order. A value that is in neither stops the run, unless `other` gives all such values one level "overig".
    """

    column: Line
    name: Slug
    title: Line
    bins: Bin | None = None
    labels: Annotated[dict[str, Word], Field(max_length=200)] = Field(default_factory=dict)  # words per value
    other: bool = False  # values without a label are one level "overig"; else they stop the run
    phrases: dict[str, Phrase] = Field(default_factory=dict)  # completes "<units> …", per value
    below: Phrase = ""  # "jonger dan {bound} jaar", for runs of bins
    from_: Annotated[Phrase, Field(alias="from")] = ""
    ordered: bool = False
    missing: tuple[str, ...] = ()  # values that mean "not known", besides empty

    @field_validator("labels")
    @classmethod
    def _usable_codes(cls, labels: dict[str, str]) -> dict[str, str]:
        if any(value.strip() in ("", "onbekend") for value in labels):
            raise ValueError("een lege waarde en 'onbekend' betekenen altijd 'niet bekend': geef ze geen label")
        # As the data are compared: a whole number without its ".0", and a letter with its accent as one sign.
        if len({canonical(value) for value in labels}) < len(labels):
            raise ValueError("twee waarden bij 'labels' zijn dezelfde, zoals 1 en 1.0: houd er één over")
        if any(len(value.strip()) > 60 for value in labels):
            raise ValueError("een waarde bij 'labels' mag hoogstens 60 tekens hebben: gebruik korte codes")
        return labels

    @model_validator(mode="after")
    def _levels_from_here(self) -> "TableFactor":
        if self.bins is None and not self.labels:
            raise ValueError(
                f"bij de factor '{self.name}' ontbreekt 'bins' of 'labels': geef klassen van een getal, zoals "
                'bins = { edges = [0, 25, 30] }, of een woord per waarde, zoals labels = { "1" = "ja", "2" = "nee" }'
            )
        if self.bins is not None and self.labels:
            raise ValueError(f"geef precies één van 'bins' en 'labels' bij de factor '{self.name}'")
        # "Otherwise" has no place in an order: a run of levels that ends in it would be a false sentence.
        if self.other and (self.bins is not None or self.ordered):
            raise ValueError(f"'other' hoort bij 'labels' zonder volgorde; de factor '{self.name}' heeft een volgorde")
        if self.other and any(value.strip() == "overig" for value in self.labels):
            raise ValueError(f"haal bij de factor '{self.name}' het label voor 'overig' weg: dat geeft other = true al")
        return self


class TableOutcome(Part):
    """A column of the user's own table, used as the outcome."""

    column: Line
    name: Slug
    title: Line
    phrase: Line  # completes "… die": "een verhouding hadden"
    event: tuple[str, ...] = ()  # values that are an event
    above: Number | None = None  # or: a number above this is an event
    missing: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_rule(self) -> "TableOutcome":
        if bool(self.event) == (self.above is not None):
            raise ValueError("geef precies één van 'event' en 'above'")
        return self


class TableData(Part):
    """A table of the user's own: CSV, Parquet, `.sav` or `.dta`, with a column mapping."""

    source: Literal["table"]
    file: Annotated[str, Field(min_length=1, max_length=400)]
    unit: Line
    units: Line
    about: Line
    attribution: str = ""
    origin: Literal["invented", "public", "real"] = "real"
    household: str | None = None
    person: str | None = None
    area: str | None = None
    reference_date: ReferenceDate
    window_months: Annotated[Whole, Field(ge=1, le=240)] = 12
    outcome: TableOutcome
    factors: Annotated[tuple[TableFactor, ...], Field(min_length=1)]

    @field_validator("file")
    @classmethod
    def _inside_the_folder(cls, name: str) -> str:
        parts = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ":" in parts[0] or ".." in parts:
            raise ValueError("het bestand moet in de map met gegevens staan: geef een naam zonder '..' of schijf")
        return name
