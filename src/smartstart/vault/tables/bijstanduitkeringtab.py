"""BIJSTANDUITKERINGTAB: social assistance per year. A person can have several rows, also in one month."""

from smartstart.vault.tables.declaration import Kind, Table
from smartstart.vault.tables.shared import FILE_YEAR, LINKING, PERSON, begin, end, person, pitfall, text

_SCHEME = {
    "01": "bijstand",
    "02": "IOAW",
    "03": "IOAZ",
    "13": "bijstand",
    "14": "Bbz voor zelfstandigen",
    "15": "bijstand",
    "16": "bijstand",
    "18": "inkomenstoeslag",
    "19": "studietoeslag",
    "20": "Bbz voor zelfstandigen",
}

BIJSTANDUITKERINGTAB = Table(
    name="BIJSTANDUITKERINGTAB",
    title="Bijstandsuitkeringen van personen",
    kind=Kind.BUS,  # a TAB by its name, but its rows are spells
    folder="Socialezekerheid/BIJSTANDUITKERINGTAB/{Y}",
    stem="BIJSTANDUITKERINGTAB{Y}V{V}",
    yearly=True,
    key=PERSON,
    spell=("BIJSTANDAANVANGUITKERINGPERSOON1A", "BIJSTANDEINDEUITKERINGPERSOON1A"),
    exclusive=False,
    columns=(
        *person(),
        text(
            "BIJSTANDSTATISTIEKCODEA",
            2,
            "regeling",
            _SCHEME,
            ("--",),
            verified=False,
            aliases=("BIJSTANDStatistiekcodeA",),
        ),
        begin(
            "BIJSTANDAANVANGUITKERINGPERSOON1A",
            "eerste dag van de uitkering",
            aliases=("BIJSTANDAanvangUitkeringPersoon1A",),
        ),
        end(
            "BIJSTANDEINDEUITKERINGPERSOON1A",
            "laatste dag van de uitkering",
            empty_is_open=True,
            aliases=("BIJSTANDEindeUitkeringPersoon1A",),
        ),
        text(
            "BIJSTANDINDICATIELOPENDA",
            1,
            "loopt de uitkering (1 en 2: ja)",
            {"0": "nee", "1": "ja", "2": "ja", "3": "nee"},
            ("-",),
            verified=False,
            aliases=("BIJSTANDIndicatieLopendA",),
        ),
    ),
    pitfalls=(
        *LINKING,
        FILE_YEAR,
        pitfall("A person can have several rows in one month.", "test_assistance_may_overlap"),
        pitfall("Assistance that still runs has no end date.", "test_open_ends_become_the_far_future"),
    ),
)
