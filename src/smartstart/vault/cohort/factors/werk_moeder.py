"""Whether the mother works."""

from smartstart.release.contents import Dimension, Level
from smartstart.vault.cohort.factors.declaration import Factor, unknown

FACTOR = Factor(
    dimension=Dimension(
        name="werk_moeder",
        title="Werk van de moeder",
        levels=(
            Level(code="werk", label="moeder heeft werk", phrase="van wie de moeder werk heeft"),
            Level(code="geen_werk", label="moeder heeft geen werk", phrase="van wie de moeder geen werk heeft"),
            unknown("van wie niet bekend is of de moeder werk heeft"),
        ),
    ),
    tables={"SECMBUS": None, "KINDOUDERTAB": None},
    household=False,
    answers="Zegt of werk op de peildatum de belangrijkste bron van inkomen van de moeder is. Zegt niet hoeveel uur "
    "zij werkt, en niet waarom zij geen werk heeft. Een moeder die studeert, telt als moeder zonder werk.",
)
