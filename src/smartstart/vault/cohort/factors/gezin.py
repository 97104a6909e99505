"""Type of household that the child lives in."""

from smartstart.release.contents import Dimension, Level
from smartstart.vault.cohort.factors.declaration import Factor, unknown

FACTOR = Factor(
    dimension=Dimension(
        name="gezin",
        title="Soort gezin",
        levels=(
            Level(
                code="alleenstaande_moeder",
                label="alleenstaande moeder",
                phrase="die bij een alleenstaande moeder wonen",
            ),
            Level(
                code="alleenstaande_vader", label="alleenstaande vader", phrase="die bij een alleenstaande vader wonen"
            ),
            Level(code="gehuwd_paar", label="gehuwd paar", phrase="die bij een gehuwd paar wonen"),
            Level(code="ongehuwd_paar", label="ongehuwd paar", phrase="die bij een ongehuwd paar wonen"),
            Level(code="anders", label="ander huishouden", phrase="met een ander soort huishouden"),
            unknown("van wie het soort gezin niet bekend is"),
        ),
    ),
    tables={"GBAHUISHOUDENSBUS": None, "KINDOUDERTAB": None},
    household=True,
    answers="Zegt bij wie het kind volgens het register woont. Een partner die niet is ingeschreven, is niet te zien: "
    "de moeder lijkt dan alleenstaand. Woont het kind bij geen van zijn ouders, dan telt het huishouden van de moeder.",
)
