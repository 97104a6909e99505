"""KOPPELPERSOONHUISHOUDEN: which person belongs to which household of the income statistics, per year."""

from smartstart.vault.tables.declaration import Kind, Table
from smartstart.vault.tables.shared import FILE_YEAR, LINKING, PERSON, main_earner, person, pitfall

KOPPELPERSOONHUISHOUDEN = Table(
    name="KOPPELPERSOONHUISHOUDEN",
    title="Koppeling van personen aan huishoudens met inkomen",
    kind=Kind.TAB,
    folder="InkomenBestedingen/KOPPELPERSOONHUISHOUDEN",
    stem="KOPPELPERSOONHUISHOUDEN{Y}V{V}",
    yearly=True,
    key=PERSON,
    columns=(*person(), *main_earner()),
    pitfalls=(
        *LINKING,
        FILE_YEAR,
        pitfall("Some users keep it in the folder of INHATAB.", "test_file_in_a_neighbouring_folder_is_found"),
        pitfall(
            "This household is not the household of the register.", "test_income_household_is_keyed_by_main_earner"
        ),
    ),
)
