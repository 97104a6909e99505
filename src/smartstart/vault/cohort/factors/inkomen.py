"""Household income in fifths of all households of the country."""

from smartstart.release.contents import Dimension, Level
from smartstart.vault.cohort.factors.declaration import Factor, unknown, year_of_income


def _level(code: str, which: str, lower: str, upper: str) -> Level:
    return Level(
        code=code,
        label=f"{which} 20 procent",
        phrase=f"van wie het inkomen van het huishouden bij de {which} 20 procent van het land hoort",
        lower=lower,
        upper=upper,
    )


FACTOR = Factor(
    dimension=Dimension(
        name="inkomen",
        title="Inkomen van het huishouden",
        ordered=True,
        levels=(
            _level("0_20", "laagste", "", "20"),
            _level("20_40", "op een na laagste", "20", "40"),
            _level("40_60", "middelste", "40", "60"),
            _level("60_80", "op een na hoogste", "60", "80"),
            _level("80_100", "hoogste", "80", ""),
            unknown("van wie het inkomen van het huishouden niet bekend is"),
        ),
        below="van wie het inkomen van het huishouden bij de laagste {bound} procent van het land hoort",
        from_="van wie het inkomen van het huishouden hoger is dan dat van de laagste {bound} procent van het land",
    ),
    tables={
        "GBAHUISHOUDENSBUS": None,
        "KOPPELPERSOONHUISHOUDEN": year_of_income,
        "INHATAB": year_of_income,
    },
    household=True,
    answers="Inkomen over het laatste hele jaar vóór de peildatum, gecorrigeerd voor de grootte van het huishouden. "
    "Zegt niets over schulden of vermogen, en niets over een verandering in het jaar zelf.",
)
