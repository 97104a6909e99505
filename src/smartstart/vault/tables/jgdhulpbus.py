"""JGDHULPBUS: youth help in kind, one row per person per trajectory per report year, from 2015."""

from smartstart.vault.tables.declaration import Kind, Table
from smartstart.vault.tables.shared import PERSON, text
from smartstart.vault.tables.youthcare import (
    YOUTH_CARE_PITFALLS,
    youth_care_columns,
    youth_care_period,
    youth_care_spell,
)

_FORM = {
    "11": "pleegzorg",
    "12": "gezinshuis",
    "13": "gesloten plaatsing",
    "14": "ander verblijf bij een jeugdhulpaanbieder",
    # the codes of help without stay were not seen in any source
    "20": "hulp door het wijkteam",
    "21": "ambulante hulp op locatie van de aanbieder",
    "22": "daghulp op locatie van de aanbieder",
    "23": "hulp in het netwerk van de jeugdige",
}

JGDHULPBUS = Table(
    name="JGDHULPBUS",
    title="Jeugdhulp, per traject en verslagjaar",
    kind=Kind.BUS,
    folder="GezondheidWelzijn/JGDHULPBUS",
    stem="JGDHULP{Y}BUSV{V}",
    yearly=True,
    key=PERSON,
    spell=youth_care_spell("H"),
    periods=(youth_care_period("H"),),
    exclusive=False,
    columns=(
        *youth_care_columns("H", text("JGDHHULPVORM", 2, "vorm van jeugdhulp", _FORM, ("--",), verified=False)),
        text("JGDHVERWIJZER", 2, "wie verwezen heeft; 08: rechter, raad of officier", missing=("--",), required=False),
    ),
    pitfalls=YOUTH_CARE_PITFALLS,
)
