"""Owned or rented home, with or without rent allowance."""

from smartstart.release.contents import Dimension, Level
from smartstart.vault.cohort.factors.declaration import Factor, unknown, year_of_home

FACTOR = Factor(
    dimension=Dimension(
        name="woning",
        title="Woning",
        levels=(
            Level(code="eigen", label="eigen huis", phrase="die in een eigen huis wonen"),
            Level(
                code="huur_zonder_toeslag",
                label="huurhuis zonder huurtoeslag",
                phrase="die in een huurhuis zonder huurtoeslag wonen",
            ),
            Level(
                code="huur_met_toeslag",
                label="huurhuis met huurtoeslag",
                phrase="die in een huurhuis met huurtoeslag wonen",
            ),
            Level(code="anders", label="instelling", phrase="van wie het huishouden in een instelling woont"),
            unknown("van wie de soort woning niet bekend is"),
        ),
    ),
    tables={
        "GBAHUISHOUDENSBUS": None,
        "KOPPELPERSOONHUISHOUDEN": year_of_home,
        "INHATAB": year_of_home,
    },
    household=True,
    answers="Zegt hoe het huishouden op 1 januari van het jaar van de peildatum woonde (bij 31 december: de dag erna). "
    "Zegt niets over de staat of de grootte van het huis. Wie recht heeft op huurtoeslag maar die niet aanvraagt, telt "
    "als zonder.",
)
