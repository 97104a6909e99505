"""SECMBUS: spells of the socio-economic category, one cumulative file since 1999."""

from smartstart.vault.tables.declaration import Kind, Table
from smartstart.vault.tables.shared import LINKING, LIVING, PERSON, begin, end, person, text

_CATEGORY = {
    "11": "werknemer",
    "12": "directeur-grootaandeelhouder",
    "13": "zelfstandig ondernemer",
    "14": "overige zelfstandige",
    "15": "meewerkend gezinslid",
    "21": "ontvanger van een werkloosheidsuitkering",
    "22": "ontvanger van een bijstandsuitkering",
    "23": "ontvanger van een andere sociale uitkering",
    "24": "ontvanger van een uitkering ziekte of arbeidsongeschiktheid",
    "25": "ontvanger van pensioen",
    "26": "scholier of student met inkomen",
    "31": "scholier of student zonder inkomen",
    "32": "overig zonder inkomen",
}

SECMBUS = Table(
    name="SECMBUS",
    title="Bron van inkomen van personen, per periode",
    kind=Kind.BUS,
    folder="InkomenBestedingen/SECMBUS",
    stem="SECMBUS{Y}V{V}",
    yearly=False,
    key=PERSON,
    spell=("AANVSECM", "EINDSECM"),
    columns=(
        *person(),
        begin("AANVSECM", "eerste dag van de periode"),
        end("EINDSECM", "laatste dag van de periode"),
        text("SECM", 2, "belangrijkste bron van inkomen", _CATEGORY, ("--", "99")),
        text("XKOPPELWERKNSECM", 1, "heeft loon", missing=("-",), required=False, verified=False),
        text("XKOPPELBIJSTANDSECM", 1, "heeft bijstand", missing=("-",), required=False, verified=False),
    ),
    pitfalls=(*LINKING, LIVING),
)
