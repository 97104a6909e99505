"""Social assistance of the mother or her partner."""

from smartstart.release.contents import Dimension, Level
from smartstart.vault.cohort.factors.declaration import Factor, unknown, year_of_reference

FACTOR = Factor(
    dimension=Dimension(
        name="bijstand",
        title="Bijstand",
        levels=(
            Level(code="ja", label="bijstand", phrase="van wie de moeder of haar partner bijstand krijgt"),
            Level(code="nee", label="geen bijstand", phrase="van wie de moeder en haar partner geen bijstand krijgen"),
            unknown("van wie niet bekend is of de moeder of haar partner bijstand krijgt"),
        ),
    ),
    tables={"BIJSTANDUITKERINGTAB": year_of_reference, "GBAHUISHOUDENSBUS": None, "KINDOUDERTAB": None},
    household=True,
    answers="Zegt of er op de peildatum een uitkering loopt: bijstand, IOAW, IOAZ of Bbz. Een toeslag naast ander "
    "inkomen telt niet. Wie recht heeft op bijstand maar die niet aanvraagt, telt als zonder.",
)
