"""Number of children living at home in the household."""

from smartstart.release.contents import Dimension, Level
from smartstart.vault.cohort.factors.declaration import Factor, unknown


def _level(code: str, label: str, lower: str, upper: str) -> Level:
    return Level(code=code, label=label, phrase=f"uit een huishouden met {label}", lower=lower, upper=upper)


FACTOR = Factor(
    dimension=Dimension(
        name="aantal_kinderen",
        title="Aantal kinderen thuis",
        ordered=True,
        levels=(
            _level("1", "1 thuiswonend kind", "", "2"),
            _level("2", "2 thuiswonende kinderen", "2", "3"),
            _level("3", "3 thuiswonende kinderen", "3", "4"),
            _level("4_of_meer", "4 of meer thuiswonende kinderen", "4", ""),
            unknown("van wie het aantal kinderen thuis niet bekend is"),
        ),
        below="uit een huishouden met minder dan {bound} thuiswonende kinderen",
        from_="uit een huishouden met {bound} of meer thuiswonende kinderen",
    ),
    tables={"GBAHUISHOUDENSBUS": None, "KINDOUDERTAB": None},
    household=True,
    answers="Telt kinderen van alle leeftijden die thuis wonen: ook een broer van 25. Broers en zussen die ergens "
    "anders wonen, tellen niet mee. Woont het kind zelf bij geen van zijn ouders, dan telt het wel mee.",
)
