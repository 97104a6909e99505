"""The coded cohort in a notebook: its sizes in words, never a row of it."""

from dataclasses import dataclass

from smartstart.presentation import dutch
from smartstart.release.contents import Dimension
from smartstart.vault.coded import CodedCohort
from smartstart.vault.notebook.showing import INSIDE, again, block, page, table
from smartstart.vault.study.model import Study


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Cohort:
    """Units at reference dates, coded, with the question they were looked up for.

    Attributes:
        coded: the coded cohort itself: arrays, for who counts further inside the room.
        study: the question file.
        read: sentences on the files that were read, without counts.
        call: the exact call that makes this cohort again.
    """

    coded: CodedCohort
    study: Study
    read: tuple[str, ...]
    call: str

    @property
    def megabytes(self) -> float:
        """Memory of the arrays: per row one byte per factor, four per place, and nineteen for the rest."""
        cohort = self.coded
        arrays = [factor.codes for factor in (*cohort.factors, *cohort.places)]
        arrays += [cohort.outcome.codes, cohort.outcome.event_day, cohort.person, cohort.household, cohort.reference]
        return sum(array.nbytes for array in arrays) / 1e6

    def __repr__(self) -> str:
        return block(self._title(), self._lines())

    def _repr_html_(self) -> str:
        factors = table(
            "Waarmee groepen beschreven kunnen worden",
            ("Factor", "Waarden"),
            [(one.dimension.title, _levels(one.dimension)) for one in self.coded.factors],
        )
        return page(self._title(), self._lines(), factors)

    def _title(self) -> str:
        cohort = self.coded
        dates = len(cohort.reference_dates)
        when = dutch.day(cohort.reference_dates[0]) if dates == 1 else f"{dutch.spelled(dates)} peildatums"
        return f"Onderzoeksgroep: {dutch.number(cohort.rows)} {cohort.units} op {when} ({cohort.origin.value})"

    def _lines(self) -> list[str]:
        cohort = self.coded
        places = dutch.listing(place.dimension.name for place in cohort.places)
        return [
            f"Uitkomst: {cohort.outcome.title}, tot {dutch.number(cohort.window_months)} "
            f"{'maand' if cohort.window_months == 1 else 'maanden'} na de peildatum.",
            f"Factoren: {dutch.listing(factor.dimension.name for factor in cohort.factors)}.",
            *([f"Plaats: {places}."] if places else []),
            f"Geheugen: {dutch.number(self.megabytes, 1)} MB.",
            INSIDE,
            again(self.call),
        ]


def _levels(dimension: Dimension) -> str:
    return dutch.listing(level.label for level in dimension.levels)
