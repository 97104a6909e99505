"""How often the child moved house in the last three years."""

from smartstart.release.contents import Dimension, Level
from smartstart.vault.cohort.factors.declaration import Factor, unknown


def _level(code: str, label: str, phrase: str, lower: str, upper: str) -> Level:
    return Level(code=code, label=label, phrase=phrase, lower=lower, upper=upper)


FACTOR = Factor(
    dimension=Dimension(
        name="verhuisd",
        title="Verhuizingen in drie jaar",
        ordered=True,
        levels=(
            _level("0", "niet verhuisd", "die in drie jaar niet verhuisden", "", "1"),
            _level("1", "1 keer verhuisd", "die in drie jaar 1 keer verhuisden", "1", "2"),
            _level("2_of_meer", "2 keer of vaker verhuisd", "die in drie jaar 2 keer of vaker verhuisden", "2", ""),
            unknown("van wie niet bekend is hoe vaak zij verhuisden"),
        ),
        below="die in drie jaar minder dan {bound} keer verhuisden",
        from_="die in drie jaar {bound} keer of vaker verhuisden",
    ),
    tables={"GBAADRESOBJECTBUS": None},
    household=False,
    answers="Telt hoe vaak het kind in de 36 maanden tot en met de peildatum op een ander adres werd ingeschreven. "
    "Zegt niet waarom. Bij jonge kinderen en nieuwkomers is minder dan drie jaar te zien.",
)
