"""KINDOUDERTAB: the legal parents of each child, as of the latest state. Best for births from 1966."""

from smartstart.vault.tables.declaration import Kind, Table
from smartstart.vault.tables.shared import LINKING, LIVING, PERSON, number, origin, person, pitfall, text

KINDOUDERTAB = Table(
    name="KINDOUDERTAB",
    title="Juridische ouders van kinderen",
    kind=Kind.TAB,
    folder="Bevolking/KINDOUDERTAB",
    stem="KINDOUDER{Y}TABV{V}",
    yearly=False,
    key=PERSON,
    columns=(
        *person(),
        origin("RINPERSOONSPA", "de vader", alias="RINPERSOONSpa"),
        number("RINPERSOONPA", "de vader", alias="RINPERSOONpa"),
        origin("RINPERSOONSMA", "de moeder", alias="RINPERSOONSMa"),
        number("RINPERSOONMA", "de moeder", alias="RINPERSOONMa"),
        text("XKOPPELNUMMER", 2, "hoe de koppeling gemaakt is", missing=("-", "--"), required=False, verified=False),
    ),
    pitfalls=(
        *LINKING,
        LIVING,
        pitfall(
            "A parent can be the child itself, or have an impossible age.", "test_impossible_parents_become_unknown"
        ),
        pitfall("An unknown parent is written as nine dashes.", "test_unknown_parent_is_null"),
    ),
)
