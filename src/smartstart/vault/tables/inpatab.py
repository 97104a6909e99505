"""INPATAB: income of persons on 1 January of the file's year, from 2011. A useful part of over 100 columns."""

from smartstart.vault.tables.declaration import Kind, Table
from smartstart.vault.tables.shared import (
    FILE_YEAR,
    LINKING,
    NO_INCOME_APPLIES,
    PERSON,
    UNKNOWN_INCOME,
    amount,
    main_earner,
    person,
    pitfall,
    text,
    whole,
)

_POSITION = {
    "1": "hoofdkostwinner zonder partner",
    "2": "hoofdkostwinner met partner",
    "3": "echtgenoot",
    "4": "ongehuwde partner",
    "5": "kind onder 18",
    "6": "kind vanaf 18",
    "7": "overig lid",
}
_YES_NO = {"0": "nee", "1": "ja"}
_NONE = (*UNKNOWN_INCOME, *NO_INCOME_APPLIES)

INPATAB = Table(
    name="INPATAB",
    title="Inkomen van personen",
    kind=Kind.TAB,
    folder="InkomenBestedingen/INPATAB",
    stem="INPA{Y}TABV{V}",
    yearly=True,
    key=PERSON,
    columns=(
        *person(),
        *main_earner(),
        text("INPPOSHHK", 1, "positie in het huishouden", _POSITION, ("8",), required=False),
        amount("INPPERSBRUT", "persoonlijk bruto inkomen", _NONE),
        amount("INPPERSINK", "persoonlijk inkomen", _NONE),
        amount("INPPERSPRIM", "persoonlijk primair inkomen", _NONE),
        whole("INPP100PPERS", 3, "percentielgroep persoonlijk inkomen", ("-1", "-2", "-3"), required=False),
        text("INPEMEZ", 1, "economisch zelfstandig", _YES_NO, ("8", "9")),
        text("INPEMFO", 1, "financieel onafhankelijk", _YES_NO, ("8", "9"), required=False),
        text("INPPINK", 1, "heeft persoonlijk inkomen", _YES_NO, ("9",), required=False),
        text(
            "INPSECJ",
            2,
            "belangrijkste bron van inkomen in het jaar",
            missing=("--", "99"),
            required=False,
            verified=False,
        ),
        amount("INPT6290ABW", "bijstand in het jaar", _NONE),
        amount("INPT7340HRS", "huurtoeslag in het jaar", _NONE),
    ),
    pitfalls=(
        *LINKING,
        FILE_YEAR,
        pitfall("Unknown income is a number of nines inside the amounts.", "test_missing_codes_in_amounts_become_null"),
        pitfall("Negative amounts occur and are meant.", "test_negative_amounts_are_kept"),
    ),
)
