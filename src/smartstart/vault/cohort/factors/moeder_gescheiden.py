"""Whether the mother is divorced."""

from smartstart.release.contents import Dimension, Level
from smartstart.vault.cohort.factors.declaration import Factor, unknown

FACTOR = Factor(
    dimension=Dimension(
        name="moeder_gescheiden",
        title="Scheiding van de moeder",
        levels=(
            Level(code="ja", label="moeder is gescheiden", phrase="van wie de moeder gescheiden is"),
            Level(code="nee", label="moeder is niet gescheiden", phrase="van wie de moeder niet gescheiden is"),
            unknown("van wie niet bekend is of de moeder gescheiden is"),
        ),
    ),
    tables={"GBABURGERLIJKESTAATBUS": None, "KINDOUDERTAB": None},
    household=False,
    answers="Zegt of de moeder op de peildatum gescheiden is na een huwelijk of geregistreerd partnerschap. Ouders die "
    "ongehuwd samenwoonden en uit elkaar gingen, zijn niet te zien. Wie opnieuw trouwde, telt als niet gescheiden.",
)
