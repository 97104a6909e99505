"""VSLGWBTAB: municipality, wijk and buurt of each address object, one set of columns per classification year."""

from smartstart.vault.tables.declaration import Kind, Table
from smartstart.vault.tables.shared import OBJECT, address_object, pitfall, text

VSLGWBTAB = Table(
    name="VSLGWBTAB",
    title="Gemeente, wijk en buurt van adressen",
    kind=Kind.TAB,
    folder="BouwenWonen/VSLGWBTAB",
    stem="VSLGWB{Y}TAB03V{V}",
    yearly=False,
    key=OBJECT,
    unlinkable=False,
    columns=(
        *address_object(),
        text("GEM{Y}", 4, "gemeente in de indeling van jaar {Y}", missing=("----",), aliases=("gem{Y}",)),
        text("WC{Y}", 6, "wijk in de indeling van jaar {Y}", missing=("------",), aliases=("wc{Y}",), verified=False),
        text("BC{Y}", 8, "buurt in de indeling van jaar {Y}", missing=("--------",), aliases=("bc{Y}",)),
    ),
    pitfalls=(
        pitfall(
            "Area codes of different classification years look alike.",
            "test_only_the_classification_year_is_used",
        ),
        pitfall("Names are in lower case in the file.", "test_names_and_extensions_in_any_case"),
    ),
)
