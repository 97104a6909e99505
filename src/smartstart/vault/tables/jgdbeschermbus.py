"""JGDBESCHERMBUS: youth protection measures, one row per person per measure per report year, from 2015."""

from smartstart.vault.tables.declaration import Kind, Table
from smartstart.vault.tables.shared import PERSON, text
from smartstart.vault.tables.youthcare import (
    YOUTH_CARE_PITFALLS,
    youth_care_columns,
    youth_care_period,
    youth_care_spell,
)

# 1x is supervision, 2x is guardianship; which code is which within them was not seen in any source
_MEASURE = {
    "11": "ondertoezichtstelling",
    "12": "voorlopige ondertoezichtstelling",
    "21": "voogdij",
    "22": "voorlopige voogdij",
    "23": "tijdelijke voogdij",
}

JGDBESCHERMBUS = Table(
    name="JGDBESCHERMBUS",
    title="Jeugdbescherming, per maatregel en verslagjaar",
    kind=Kind.BUS,
    folder="VeiligheidRecht/JGDBESCHERMBUS",
    stem="JGDBESCHERM{Y}BUSV{V}",
    yearly=True,
    key=PERSON,
    spell=youth_care_spell("B"),
    periods=(youth_care_period("B"),),
    exclusive=False,
    columns=youth_care_columns(
        "B", text("JGDBMAATREGEL", 2, "kinderbeschermingsmaatregel", _MEASURE, ("--",), verified=False)
    ),
    pitfalls=YOUTH_CARE_PITFALLS,
)
