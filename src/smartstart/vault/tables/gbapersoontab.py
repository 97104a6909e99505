"""GBAPERSOONTAB: what does not change about a person. Everybody ever registered since 1 October 1994."""

from smartstart.vault.tables.declaration import Kind, Table
from smartstart.vault.tables.shared import LINKING, LIVING, PERSON, person, pitfall, text

_SEX = {"1": "man", "2": "vrouw"}
_UNKNOWN_LAND = ("----", "0000")

GBAPERSOONTAB = Table(
    name="GBAPERSOONTAB",
    title="Vaste kenmerken van personen",
    kind=Kind.TAB,
    folder="Bevolking/GBAPERSOONTAB/{Y}",
    stem="GBAPERSOON{Y}TABV{V}",
    yearly=False,
    key=PERSON,
    columns=(
        *person(),
        text("GBAGEBOORTELAND", 4, "geboorteland", missing=_UNKNOWN_LAND, required=False),
        text("GBAGESLACHT", 1, "geslacht", _SEX, ("-",)),
        text("GBAGEBOORTELANDMOEDER", 4, "geboorteland van de moeder", missing=_UNKNOWN_LAND, required=False),
        text("GBAGEBOORTELANDVADER", 4, "geboorteland van de vader", missing=_UNKNOWN_LAND, required=False),
        text(
            "GBAAANTALOUDERSBUITENLAND",
            1,
            "aantal ouders dat in het buitenland geboren is",
            {"0": "geen", "1": "een", "2": "twee"},
            ("-",),
            required=False,
        ),
        text("GBAHERKOMSTGROEPERING", 4, "herkomst, oude indeling", missing=_UNKNOWN_LAND, required=False),
        text(
            "GBAGENERATIE",
            1,
            "generatie",
            {"0": "geboren in Nederland, ouders ook", "1": "eerste generatie", "2": "tweede generatie"},
            ("-",),
            required=False,
        ),
        text("GBAGEBOORTEJAAR", 4, "geboortejaar", missing=("----",)),
        text("GBAGEBOORTEMAAND", 2, "geboortemaand", {f"{m:02d}": f"maand {m}" for m in range(1, 13)}, ("--",)),
        text("GBAGEBOORTEDAG", 2, "geboortedag, altijd 01", {"01": "niet de echte dag"}, ("--",)),
        text("GBAIMPUTATIECODE", 1, "geschat of niet", missing=("-",), required=False, verified=False),
        text("GBAHERKOMSTLAND", 4, "herkomst, nieuwe indeling (vanaf 2022)", missing=_UNKNOWN_LAND, required=False),
        text(
            "GBAGEBOORTELANDNL",
            1,
            "geboren in Nederland",
            {"0": "nee", "1": "ja"},
            ("-",),
            required=False,
        ),
    ),
    pitfalls=(
        *LINKING,
        LIVING,
        pitfall("GBAGEBOORTEDAG is always 01: ages are exact to the month.", "test_birth_day_is_always_the_first"),
    ),
)
