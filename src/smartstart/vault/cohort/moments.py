"""The days and years that belong to one reference date."""

import calendar
import datetime as dt
from dataclasses import dataclass

from smartstart.vault.study.model import CohortPlan

MOVES_MONTHS = 36


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the day `months` later (or earlier); the last day of the month where that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Moment:
    """One reference date with its look-back and its window. Computed here, so that no engine can differ.

    Attributes:
        reference: the reference date; factors are as of this day or earlier.
        lookback_start: first day on which a running placement or supervision order puts a child out of the cohort.
        window_end: last day on which a start counts as the outcome.
        moves_start: moves count from the day after this one.
        home_year: year of the income file that tells the home on 1 January. That file describes 1 January of its
            year; for a reference date on 31 December the next year's file, one day later, is the nearest (the
            convention of Statistics Netherlands, CBS).
        income_year: the last whole calendar year that has ended on the reference date: income over a year that lies
            partly after the reference date would not be known before it.
    """

    reference: dt.date
    lookback_start: dt.date
    window_end: dt.date
    moves_start: dt.date
    home_year: int
    income_year: int

    @classmethod
    def of(cls, plan: CohortPlan, reference: dt.date) -> "Moment":
        """Return the moment of one reference date of a plan."""
        year_is_over = (reference.month, reference.day) == (12, 31)
        return cls(
            reference=reference,
            lookback_start=months_later(reference, -plan.lookback_months),
            window_end=months_later(reference, plan.window_months),
            moves_start=months_later(reference, -MOVES_MONTHS),
            home_year=reference.year + 1 if year_is_over else reference.year,
            income_year=reference.year if year_is_over else reference.year - 1,
        )

    @property
    def observed_years(self) -> frozenset[int]:
        """Years in which an outcome or a running measure has to be known."""
        return frozenset(range(self.lookback_start.year, self.window_end.year + 1))

    def macros(self) -> tuple[str, ...]:
        """Return the statements that make the days and years known to the templates."""
        days = {
            "reference_date": self.reference,
            "lookback_start": self.lookback_start,
            "window_end": self.window_end,
            "moves_start": self.moves_start,
        }
        numbers = {
            "reference_month": self.reference.year * 12 + self.reference.month - 1,
            "reference_year": self.reference.year,
            "home_year": self.home_year,
            "income_year": self.income_year,
        }
        return (
            *(f"CREATE OR REPLACE TEMP MACRO {name}() AS DATE '{day.isoformat()}'" for name, day in days.items()),
            *(f"CREATE OR REPLACE TEMP MACRO {name}() AS {number}" for name, number in numbers.items()),
        )


def moments_of(plan: CohortPlan) -> tuple[Moment, ...]:
    """Return the moments of a plan, in order of reference date."""
    return tuple(Moment.of(plan, reference) for reference in plan.reference_dates)
