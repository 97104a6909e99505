"""GBAHUISHOUDENSBUS: one row per person per household spell since 1 October 1994.

The last spells end on 31 December of the year of the file, so `begin <= day <= end` holds for any day up to then.
"""

from smartstart.vault.tables.declaration import Kind, Table
from smartstart.vault.tables.shared import LINKING, LIVING, PERSON, begin, end, person, pitfall, text, whole

_TYPE = {
    "1": "eenpersoonshuishouden",
    "2": "ongehuwd paar zonder kinderen",
    "3": "gehuwd paar zonder kinderen",
    "4": "ongehuwd paar met kinderen",
    "5": "gehuwd paar met kinderen",
    "6": "eenouderhuishouden",
    "7": "overig huishouden",
    "8": "institutioneel huishouden",
}
_PLACE = {
    "1": "thuiswonend kind",
    "2": "alleenstaande",
    "3": "partner in ongehuwd paar zonder kinderen",
    "4": "partner in gehuwd paar zonder kinderen",
    "5": "partner in ongehuwd paar met kinderen",
    "6": "partner in gehuwd paar met kinderen",
    "7": "ouder in eenouderhuishouden",
    "8": "referentiepersoon in overig huishouden",
    "9": "overig lid van een huishouden",
    "10": "lid van een institutioneel huishouden",
}

GBAHUISHOUDENSBUS = Table(
    name="GBAHUISHOUDENSBUS",
    title="Plaats in het huishouden, per periode",
    kind=Kind.BUS,
    folder="Bevolking/GBAHUISHOUDENSBUS",
    stem="GBAHUISHOUDENS{Y}BUSV{V}",
    yearly=False,
    key=PERSON,
    spell=("DATUMAANVANGHH", "DATUMEINDEHH"),
    columns=(
        *person(),
        begin("DATUMAANVANGHH", "eerste dag van de periode"),
        end("DATUMEINDEHH", "laatste dag van de periode"),
        text("HUISHOUDNR", 12, "betekenisloos nummer van het huishouden; alleen samen met DATUMAANVANGHH"),
        text("TYPHH", 1, "soort huishouden", _TYPE, ("-",)),
        # seen with and without a leading nought, so both spellings of 1 to 9 are codes
        text(
            "PLHH",
            2,
            "plaats in het huishouden",
            _PLACE | {f"0{code}": label for code, label in _PLACE.items() if len(code) == 1},
            ("-", "--"),
            verified=False,
        ),
        text("REFPERSOONHH", 1, "referentiepersoon", {"0": "nee", "1": "ja"}, ("-",), required=False, verified=False),
        whole("AANTALPERSHH", 4, "aantal personen in het huishouden"),
        whole("AANTALKINDHH", 2, "aantal thuiswonende kinderen, van alle leeftijden"),
        whole("AANTALOVHH", 2, "aantal overige leden", required=False),
        text("GEBJAARJONGSTEKINDHH", 4, "geboortejaar van het jongste kind", missing=("----",), required=False),
        text("GEBMAANDJONGSTEKINDHH", 2, "geboortemaand van het jongste kind", missing=("--",), required=False),
        text("GEBJAAROUDSTEKINDHH", 4, "geboortejaar van het oudste kind", missing=("----",), required=False),
        text("GEBMAANDOUDSTEKINDHH", 2, "geboortemaand van het oudste kind", missing=("--",), required=False),
        text("IMPUTATIECODEHH", 1, "huishouden geschat of niet", missing=("-",), required=False, verified=False),
    ),
    pitfalls=(
        *LINKING,
        LIVING,
        pitfall(
            "HUISHOUDNR returns over time: a household is HUISHOUDNR with DATUMAANVANGHH.",
            "test_household_number_keeps_its_start",
        ),
        pitfall(
            "This household is not the household of the income files.", "test_income_household_is_keyed_by_main_earner"
        ),
    ),
)
