"""Age in completed years."""

from smartstart.release.contents import Dimension, Level
from smartstart.vault.cohort.factors.declaration import Factor, unknown

FACTOR = Factor(
    dimension=Dimension(
        name="leeftijd",
        title="Leeftijd van het kind",
        ordered=True,
        levels=(
            Level(code="0-3", label="0 tot en met 3 jaar", phrase="van 0 tot en met 3 jaar", lower="0", upper="4"),
            Level(code="4-7", label="4 tot en met 7 jaar", phrase="van 4 tot en met 7 jaar", lower="4", upper="8"),
            Level(code="8-11", label="8 tot en met 11 jaar", phrase="van 8 tot en met 11 jaar", lower="8", upper="12"),
            Level(
                code="12-14", label="12 tot en met 14 jaar", phrase="van 12 tot en met 14 jaar", lower="12", upper="15"
            ),
            Level(
                code="15-17", label="15 tot en met 17 jaar", phrase="van 15 tot en met 17 jaar", lower="15", upper="18"
            ),
            unknown("van wie de leeftijd niet bekend is"),
        ),
        below="die jonger zijn dan {bound} jaar",
        from_="die {bound} jaar of ouder zijn",
    ),
    tables={"GBAPERSOONTAB": None},
    household=False,
    answers="Leeftijd in hele jaren op de peildatum. Alleen de maand van geboorte is bekend, de dag niet.",
)
