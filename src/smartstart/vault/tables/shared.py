"""Columns and codes that return in most files of Statistics Netherlands (CBS)."""

from smartstart.vault.tables.declaration import Column, Form, Pitfall

PERSON = ("RINPERSOONS", "RINPERSOON")
MAIN_EARNER = ("RINPERSOONSHKW", "RINPERSOONHKW")
OBJECT = ("SOORTOBJECTNUMMER", "RINOBJECTNUMMER")

ORIGIN_CODES = {
    "R": "gevonden in het bevolkingsregister",
    "F": "geen geldig burgerservicenummer, niet te koppelen",
    "N": "in het register, maar nummer onbekend",
    "S": "persoon uit een ouder onderzoek",
}
OPEN_END = ("88888888", "99991231", "99999999")
UNKNOWN_INCOME = ("999999999", "9999999999")
NO_INCOME_APPLIES = ("8888888888",)

_TESTS = "tests/unit/vault/sources/test_pitfalls.py::"


def pitfall(text: str, test: str) -> Pitfall:
    """Return a pitfall covered by a test of the readers, by the name of the test function."""
    return Pitfall(text, _TESTS + test)


LINKING = (
    pitfall(
        "RINPERSOON alone does not identify a person: RINPERSOONS belongs to it.", "test_link_uses_origin_and_number"
    ),
    pitfall("RINPERSOONS is a labelled string in .sav files: the value counts.", "test_labelled_strings_give_values"),
    pitfall("Leading zeros get lost when a CSV was read as numbers.", "test_lost_leading_zeros_are_refused"),
    pitfall("Stray rows have RINPERSOON 0, 1 or empty.", "test_stray_ids_are_dropped_and_counted"),
    pitfall("Case of names and extensions varies.", "test_names_and_extensions_in_any_case"),
    pitfall("Several versions of one year lie side by side.", "test_newest_version_wins"),
)
LIVING = pitfall(
    "The file lives: late notices are back-dated, so another version gives another answer at the same date.",
    "test_version_is_in_the_report",
)
FILE_YEAR = pitfall("What the year in the file name means differs per file.", "test_file_year_becomes_a_column")


def origin(name: str, of: str, *, alias: str = "", required: bool = True) -> Column:
    """Return an origin column (A1): how the person was identified."""
    aliases = (alias,) if alias else ()
    return Column(
        name, Form.TEXT, 1, f"herkomst van het nummer van {of}", ORIGIN_CODES, ("-",), aliases, required=required
    )


def number(name: str, of: str, *, alias: str = "", required: bool = True) -> Column:
    """Return a person number column (A9): nine digits with leading zeros, meaningless outside the files."""
    aliases = (alias,) if alias else ()
    return Column(name, Form.TEXT, 9, f"betekenisloos nummer van {of}", {}, ("---------",), aliases, required=required)


def person() -> tuple[Column, Column]:
    """Return the two columns of the person key."""
    return origin("RINPERSOONS", "de persoon"), number("RINPERSOON", "de persoon")


def main_earner(*, required: bool = True) -> tuple[Column, Column]:
    """Return the two columns of the household key of the income statistics."""
    return (
        origin("RINPERSOONSHKW", "de hoofdkostwinner", alias="RINPERSOONSKERN", required=required),
        number("RINPERSOONHKW", "de hoofdkostwinner", alias="RINPERSOONKERN", required=required),
    )


def address_object() -> tuple[Column, Column]:
    """Return the two columns of the key of an address object."""
    kinds = {
        "B": "object in de basisregistratie adressen en gebouwen",
        "H": "historisch object van voor 2012",
        "O": "overig object",
    }
    return (
        Column(
            "SOORTOBJECTNUMMER",
            Form.TEXT,
            1,
            "soort adresobject",
            kinds,
            ("-",),
            ("Soortobjectnummer",),
            verified=False,
        ),
        Column("RINOBJECTNUMMER", Form.TEXT, 32, "betekenisloos nummer van het adresobject", verified=False),
    )


def begin(name: str, meaning: str, *, required: bool = True, aliases: tuple[str, ...] = ()) -> Column:
    """Return a first day (A8, yyyymmdd), inclusive."""
    return Column(name, Form.DATE, 8, meaning, {}, ("--------",), aliases, required=required)


def end(
    name: str, meaning: str, *, empty_is_open: bool = False, required: bool = True, aliases: tuple[str, ...] = ()
) -> Column:
    """Return a last day (A8, yyyymmdd), inclusive. `empty_is_open`: an empty end means "still running"."""
    open_end = ("", *OPEN_END) if empty_is_open else OPEN_END
    return Column(
        name, Form.DATE, 8, meaning, {}, ("--------",), aliases, required=required, open_end=open_end, verified=False
    )


def text(
    name: str,
    width: int,
    meaning: str,
    codes: dict[str, str] | None = None,
    missing: tuple[str, ...] = (),
    *,
    required: bool = True,
    verified: bool = True,
    aliases: tuple[str, ...] = (),
) -> Column:
    """Return a text column."""
    return Column(name, Form.TEXT, width, meaning, codes or {}, missing, aliases, required=required, verified=verified)


def whole(
    name: str, width: int, meaning: str, missing: tuple[str, ...] = (), *, required: bool = True, verified: bool = True
) -> Column:
    """Return a column of whole numbers."""
    return Column(name, Form.INTEGER, width, meaning, {}, missing, required=required, verified=verified)


def amount(
    name: str, meaning: str, missing: tuple[str, ...] = UNKNOWN_INCOME, *, width: int = 10, required: bool = False
) -> Column:
    """Return a column of whole euros or percentages; negative values occur and are meant."""
    return Column(name, Form.AMOUNT, width, meaning, {}, missing, required=required)
