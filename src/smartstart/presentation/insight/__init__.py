"""What a release tells, as parts of a page: plain frozen data, texts and SVG, each with the statements it rests on.

Every statement of a release comes back in exactly one kind of part: what is not a finding, a hunch, the population,
the drop-off, a place, a finding in one municipality or a regression comes in `other_statements`, so that an analysis we
do not know yet is shown all the same.
"""

from smartstart.presentation.insight.around import drop_off, everybody, outline, places
from smartstart.presentation.insight.cutoffs import cutoffs
from smartstart.presentation.insight.files import csv_rows, csv_text, plain_text
from smartstart.presentation.insight.found import comparison, finding, findings, hunches, low_findings, nothing_found
from smartstart.presentation.insight.found_parts import (
    ComparisonPart,
    CurvePart,
    FindingPart,
    HunchPart,
    PeelStep,
    Pieces,
)
from smartstart.presentation.insight.local import municipalities
from smartstart.presentation.insight.others import other_statements
from smartstart.presentation.insight.parts import OutlinePart, Part, Row, TablePart, Told, Why
from smartstart.presentation.insight.place_parts import LocalPart, Place, PlacesPart
from smartstart.presentation.insight.regression import regressions
from smartstart.presentation.insight.reinforcing import together
from smartstart.presentation.insight.rows import why

__all__ = [
    "ComparisonPart",
    "CurvePart",
    "FindingPart",
    "HunchPart",
    "LocalPart",
    "OutlinePart",
    "Part",
    "PeelStep",
    "Pieces",
    "Place",
    "PlacesPart",
    "Row",
    "TablePart",
    "Told",
    "Why",
    "comparison",
    "csv_rows",
    "csv_text",
    "cutoffs",
    "drop_off",
    "everybody",
    "finding",
    "findings",
    "hunches",
    "low_findings",
    "municipalities",
    "nothing_found",
    "other_statements",
    "outline",
    "places",
    "plain_text",
    "regressions",
    "together",
    "why",
]
