"""Where the child and its parents were born. Withheld: a study that names it says why and who approved.

The levels are those of "geboren in Nederland" in the classification that Statistics Netherlands (CBS) uses since 2022:
first where somebody was born, then where the parents were (CBS 2022, Nieuwe indeling bevolking naar herkomst, 4.1).
"""

from smartstart.release.contents import Dimension, Level
from smartstart.vault.cohort.factors.declaration import Factor, unknown

FACTOR = Factor(
    dimension=Dimension(
        name="herkomst",
        title="Herkomst van het kind",
        levels=(
            Level(
                code="zelf_en_ouders_nl",
                label="geboren in Nederland, ouders ook",
                phrase="die in Nederland geboren zijn, net als hun ouders",
            ),
            Level(
                code="ouder_buitenland",
                label="ouder(s) geboren in het buitenland",
                phrase="die in Nederland geboren zijn, met een of twee ouders die in het buitenland geboren zijn",
            ),
            Level(
                code="zelf_buitenland",
                label="zelf geboren in het buitenland",
                phrase="die zelf in het buitenland geboren zijn",
            ),
            unknown("van wie niet bekend is waar zij of hun ouders geboren zijn"),
        ),
    ),
    tables={"GBAPERSOONTAB": None},
    columns={"GBAPERSOONTAB": frozenset({"GBAGEBOORTELAND", "GBAAANTALOUDERSBUITENLAND"})},
    household=False,
    answers="Zegt waar het kind geboren is, en van kinderen die in Nederland geboren zijn of hun ouders dat ook zijn. "
    "Zegt niet uit welk land iemand komt, en niets over nationaliteit of hoe iemand zichzelf ziet.",
)
