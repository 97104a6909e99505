"""Boy or girl."""

from smartstart.release.contents import Dimension, Level
from smartstart.vault.cohort.factors.declaration import Factor, unknown

FACTOR = Factor(
    dimension=Dimension(
        name="geslacht",
        title="Jongen of meisje",
        levels=(
            Level(code="jongen", label="jongen", phrase="die een jongen zijn"),
            Level(code="meisje", label="meisje", phrase="die een meisje zijn"),
            unknown("van wie het geslacht niet bekend is"),
        ),
    ),
    tables={"GBAPERSOONTAB": None},
    household=False,
    answers="Zegt welk geslacht nu in het register staat. Zegt niet hoe een kind zichzelf ziet.",
)
