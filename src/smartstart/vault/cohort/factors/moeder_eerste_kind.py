"""Age of the mother at the birth of her first child."""

from smartstart.release.contents import Dimension, Level
from smartstart.vault.cohort.factors.declaration import Factor, unknown


def _level(code: str, label: str, phrase: str, lower: str, upper: str) -> Level:
    return Level(
        code=code, label=label, phrase=f"van wie de moeder {phrase} was bij haar eerste kind", lower=lower, upper=upper
    )


FACTOR = Factor(
    dimension=Dimension(
        name="moeder_eerste_kind",
        title="Leeftijd van de moeder bij haar eerste kind",
        ordered=True,
        levels=(
            _level("tot_20", "jonger dan 20 jaar", "jonger dan 20 jaar", "", "20"),
            _level("20_25", "20 tot en met 24 jaar", "20 tot en met 24 jaar", "20", "25"),
            _level("25_30", "25 tot en met 29 jaar", "25 tot en met 29 jaar", "25", "30"),
            _level("30_35", "30 tot en met 34 jaar", "30 tot en met 34 jaar", "30", "35"),
            _level("vanaf_35", "35 jaar of ouder", "35 jaar of ouder", "35", ""),
            unknown("van wie niet bekend is hoe oud de moeder was bij haar eerste kind"),
        ),
        below="van wie de moeder jonger was dan {bound} jaar bij haar eerste kind",
        from_="van wie de moeder {bound} jaar of ouder was bij haar eerste kind",
    ),
    tables={"GBAPERSOONTAB": None, "KINDOUDERTAB": None},
    household=False,
    answers="Telt alle kinderen van de moeder, ook die zijn overleden of verhuisd naar het buitenland. Kinderen die "
    "nooit in Nederland stonden ingeschreven, zijn niet te zien. Op de maand nauwkeurig.",
)
