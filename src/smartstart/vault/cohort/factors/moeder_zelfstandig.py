"""Whether the mother is economically independent."""

from smartstart.release.contents import Dimension, Level
from smartstart.vault.cohort.factors.declaration import Factor, unknown, year_of_income

FACTOR = Factor(
    dimension=Dimension(
        name="moeder_zelfstandig",
        title="Economische zelfstandigheid van de moeder",
        levels=(
            Level(
                code="ja",
                label="moeder is economisch zelfstandig",
                phrase="van wie de moeder economisch zelfstandig is",
            ),
            Level(
                code="nee",
                label="moeder is niet economisch zelfstandig",
                phrase="van wie de moeder niet economisch zelfstandig is",
            ),
            unknown("van wie niet bekend is of de moeder economisch zelfstandig is"),
        ),
    ),
    tables={"INPATAB": year_of_income, "KINDOUDERTAB": None},
    household=False,
    answers="Zegt of de moeder in het laatste hele jaar vóór de peildatum met werk genoeg verdiende voor één persoon. "
    "Studenten horen niet bij deze groep en tellen als niet bekend.",
)
