"""How far a group stands out, and how far any group below it can.

A group has n rows and p with the outcome, of N rows and P with the outcome in all. A search is for raised risk or for
low risk, and only returns groups on its own side.

`reach` is the table of optimistic estimates by positive count: for a group with h hits (rows with the outcome when
raised risk is sought, without it when low risk is), no group of rows inside it scores more than `reach[h]`, since each
measure falls with n at fixed h, and a group below has at most h hits and at least as many rows as hits and as the
minimum (Webb 1995, JAIR 3:431; Grosskreutz, Rueping and Wrobel 2008, ECML: tight bounds for weighted accuracy).
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from smartstart.vault.insight.searching.packing import Integers
from smartstart.vocabulary.errors import StudyError

Floats = NDArray[np.float64]

_EXACT = 2**53  # integers up to here are exact as floating-point numbers


class Measure(IntEnum):
    """What is sought; the numbers are used inside the kernels.

    ACCURACY: weighted relative accuracy times N squared, the integer N p - n P (Lavrac, Flach and Zupan 1999, ILP).
        Favours broad groups.
    CHI_SQUARE: Pearson's chi-square of the group against the rest, with the sign of the difference.
    LIMIT: the limit of the log relative risk on the side of 1, as if rows were independent, with half an event added
        to all counts (Walter 1975, Biometrika 62:371): the lower limit when raised risk is sought, and minus the upper
        limit when low risk is. Favours sharp groups.
    """

    ACCURACY = 0
    CHI_SQUARE = 1
    LIMIT = 2


@dataclass(frozen=True, slots=True)
class Scale:
    """A measure on one population.

    Attributes:
        measure: what is sought.
        low: whether low risk is sought, instead of raised risk.
        rows, events: of everybody.
        z: standard errors that the limit keeps from the estimate; 1.96 for a two-sided 95 % interval.
    """

    measure: Measure
    low: bool
    rows: int
    events: int
    z: float

    def __post_init__(self) -> None:
        """Refuse what the kernels could not count exactly."""
        if self.rows * max(self.events, 1) >= _EXACT:
            raise StudyError(
                "De onderzoeksgroep is te groot om groepen exact te vergelijken.",
                where='[[analyses]] kind = "risk_groups"',
                expected="rijen maal gebeurtenissen onder 9 biljard",
                mend="zoek per regio of in minder peildata",
            )

    def difference(self, rows: Integers, events: Integers) -> Integers:
        """Return N p - n P, or its negative when low risk is sought: above 0 on the side that is sought."""
        difference: Integers = events * self.rows - rows * self.events
        return -difference if self.low else difference

    def scores(self, rows: Integers, events: Integers) -> Floats:
        """Return the score of groups, shape (groups,); integers stand exactly in the floating-point numbers."""
        difference = self.difference(rows, events).astype(np.float64)
        if self.measure is Measure.ACCURACY:
            return difference
        if self.measure is Measure.CHI_SQUARE:
            return self._chi_square(difference, rows)
        return self._limit(rows, events)

    def _chi_square(self, difference: Floats, rows: Integers) -> Floats:
        outside = rows.astype(np.float64) * (self.rows - rows)
        spread = difference * np.abs(difference) / np.where(outside > 0, outside, 1.0)
        return spread * self.chi_factor

    @property
    def chi_factor(self) -> float:
        """What is the same in the chi-square of all groups: N / (P (N - P)); 0 where all rows have the same outcome."""
        apart = float(self.events) * (self.rows - self.events)
        return self.rows / apart if apart else 0.0

    def _limit(self, rows: Integers, events: Integers) -> Floats:
        a, n1 = events + 0.5, rows + 0.5
        b, n2 = self.events - events + 0.5, self.rows - rows + 0.5
        ratio = np.log(a / n1) - np.log(b / n2)
        error: Floats = np.sqrt(np.maximum(1 / a - 1 / n1 + 1 / b - 1 / n2, 0.0))
        limit: Floats = (-ratio if self.low else ratio) - self.z * error
        return limit

    @property
    def hits(self) -> int:
        """Most hits there can be: rows with the outcome, or without it when low risk is sought."""
        return self.rows - self.events if self.low else self.events

    def reach(self, min_rows: int) -> Floats:
        """Return the optimistic estimates by number of hits, shape (hits + 1,), rising.

        For the limit the score is not simply falling with n: its slope has the sign of
        1/(N-n) - 1/n - 2 error/z, which changes once, from below 0 to above it. So the highest value stands at one of
        the two ends; the far end is taken along. In a search for low risk the limit may rise with the first few events,
        so nothing is promised there: every group that is large enough is counted.
        """
        hits = np.arange(self.hits + 1, dtype=np.int64)
        if self.measure is Measure.LIMIT and self.low:
            return np.full(hits.size, np.inf)
        fewest = np.maximum(min_rows, hits)
        best = self._of_hits(hits, fewest)
        if self.measure is Measure.LIMIT:
            best = np.maximum(best, self._of_hits(hits, self.rows - (self.hits - hits)))
        # Where the minimum size asks for more misses than there are, no such group exists.
        best[fewest - hits > self.rows - self.hits] = -np.inf
        return np.maximum.accumulate(best)

    def _of_hits(self, hits: Integers, rows: Integers) -> Floats:
        return self.scores(rows, rows - hits if self.low else hits)
