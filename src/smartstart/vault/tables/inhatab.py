"""INHATAB: income of households on 1 January of the file's year, one row per main earner, from 2011."""

from smartstart.vault.tables.declaration import Kind, Table
from smartstart.vault.tables.shared import FILE_YEAR, LINKING, MAIN_EARNER, amount, main_earner, pitfall, text, whole

_SOURCE = {
    "11": "loon",
    "12": "loon van directeur-grootaandeelhouder",
    "13": "winst van zelfstandig ondernemer",
    "14": "inkomen van overige zelfstandige",
    "21": "werkloosheidsuitkering",
    "22": "bijstandsuitkering",
    "23": "andere sociale uitkering",
    "24": "uitkering ziekte of arbeidsongeschiktheid",
    "25": "pensioen",
    "26": "studiefinanciering",
    "30": "inkomen uit vermogen",
}
_TENURE = {
    "1": "eigen woning",
    "2": "huurwoning zonder huurtoeslag",
    "3": "huurwoning met huurtoeslag",
    "8": "institutioneel huishouden",
}
_POPULATION = {
    "1": "particulier huishouden met inkomen",
    "2": "studentenhuishouden",
    "3": "institutioneel huishouden met inkomen",
    "7": "particulier huishouden zonder inkomen",
    "8": "institutioneel huishouden zonder inkomen",
}
_COMPOSITION = {
    "11": "alleenstaande man tot pensioenleeftijd",
    "12": "alleenstaande man vanaf pensioenleeftijd",
    "13": "alleenstaande vrouw tot pensioenleeftijd",
    "14": "alleenstaande vrouw vanaf pensioenleeftijd",
    "21": "paar zonder kinderen tot pensioenleeftijd",
    "22": "paar zonder kinderen vanaf pensioenleeftijd",
    "31": "paar met alleen kinderen onder 18",
    "32": "paar met kinderen onder en vanaf 18",
    "33": "paar met alleen kinderen vanaf 18",
    "41": "eenoudergezin met alleen kinderen onder 18",
    "42": "eenoudergezin met kinderen onder en vanaf 18",
    "43": "eenoudergezin met alleen kinderen vanaf 18",
    "51": "paar met anderen (1)",
    "52": "paar met anderen (2)",
    "53": "paar met anderen (3)",
    "54": "paar met anderen (4)",
    "55": "eenoudergezin met anderen (1)",
    "56": "eenoudergezin met anderen (2)",
    "57": "eenoudergezin met anderen (3)",
    "58": "overig huishouden",
    "71": "institutioneel huishouden",
}
_NO_PERCENTILE = ("-1", "-2", "-3")
_NO_PERCENTAGE = ("-1", "-2", "-3", "-4")

INHATAB = Table(
    name="INHATAB",
    title="Inkomen van huishoudens",
    kind=Kind.TAB,
    folder="InkomenBestedingen/INHATAB",
    stem="INHA{Y}TABV{V}",
    yearly=True,
    key=MAIN_EARNER,
    columns=(
        *main_earner(),
        whole("INHAHL", 2, "aantal personen in het huishouden", ("99",), required=False),
        text("INHPOPIIV", 1, "soort huishouden voor de inkomensstatistiek", _POPULATION, ("9",), required=False),
        text("INHSAMHH", 2, "samenstelling van het huishouden", _COMPOSITION, ("88",), required=False, verified=False),
        text("INHBBIHJ", 2, "belangrijkste inkomensbron", _SOURCE, ("99",)),
        text("INHEHALGR", 1, "eigen huis, huur, huurtoeslag", _TENURE, ("9",)),
        amount("INHBRUTINKH", "bruto inkomen"),
        amount("INHBESTINKH", "besteedbaar inkomen"),
        amount("INHGESTINKH", "gestandaardiseerd inkomen"),
        whole("INHP100HGEST", 3, "percentielgroep gestandaardiseerd inkomen", _NO_PERCENTILE),
        whole("INHP100HBEST", 3, "percentielgroep besteedbaar inkomen", _NO_PERCENTILE, required=False),
        amount("INHARMLAG", "inkomen in procenten van de lage-inkomensgrens", _NO_PERCENTAGE, width=5),
        amount("INHARMSOC", "inkomen in procenten van het sociaal minimum", _NO_PERCENTAGE, width=5),
    ),
    pitfalls=(
        *LINKING,
        FILE_YEAR,
        pitfall("Unknown income is a number of nines inside the amounts.", "test_missing_codes_in_amounts_become_null"),
        pitfall("Negative amounts occur and are meant.", "test_negative_amounts_are_kept"),
        pitfall(
            "BVREHALG, before 2011, has the codes 2 and 3 the other way round.",
            "test_old_tenure_column_is_not_taken_for_the_new",
        ),
        pitfall(
            "This household is not the household of the register.", "test_income_household_is_keyed_by_main_earner"
        ),
    ),
)
