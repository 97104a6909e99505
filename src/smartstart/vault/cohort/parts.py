"""What the cohort hands over: arrays in Arrow, the words for them, and the way to them."""

import datetime as dt
from dataclasses import dataclass

import pyarrow as pa

from smartstart.release.contents import Dimension


@dataclass(frozen=True, slots=True)
class Step:
    """How many children were left at one step of the way to the cohort, at one reference date.

    Exact, so it stays inside the room.
    """

    step: str
    text: str
    reference_date: dt.date
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Routes:
    """Through whom the places of the cohort at one reference date were found. Exact, so it stays inside the room."""

    reference_date: dt.date
    mother: int
    father: int
    own: int


@dataclass(frozen=True, slots=True)
class CohortTables:
    """Children at reference dates, ordered by reference date and then person.

    Attributes:
        table: one row per child and reference date. `PERSOON` and `HUISHOUDEN` (int64: keys of the registers; the
            family number is the same over the years), `REFERENTIE` (uint8: index into `reference_dates`), per factor
            a column of its name (uint8: index into the levels of its dimension), per place level the column
            `gemeente`, `wijk`, `buurt` (int32 index), `UITKOMST` (uint8: 0 or 1) and `EVENT_DAG` (int32: days from
            the reference date to the first start, -1 without one).
        factors: dimensions of the factors, in study order.
        places: dimensions of the places, from coarse to fine.
        reference_dates: in order.
        steps: the way from everybody to these rows, per reference date.
        routes: through whom the places were found, per reference date.
    """

    table: pa.Table
    factors: tuple[Dimension, ...]
    places: tuple[Dimension, ...]
    reference_dates: tuple[dt.date, ...]
    steps: tuple[Step, ...]
    routes: tuple[Routes, ...]
