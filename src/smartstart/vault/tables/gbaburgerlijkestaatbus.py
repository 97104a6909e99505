"""GBABURGERLIJKESTAATBUS: spells of marital status. Couples who live together unmarried are not in it."""

from smartstart.vault.tables.declaration import Kind, Table
from smartstart.vault.tables.shared import LINKING, LIVING, PERSON, begin, end, person, text

_STATUS = {
    "O": "nooit gehuwd",
    "H": "gehuwd",
    "P": "geregistreerd partnerschap",
    "S": "gescheiden na huwelijk",
    "SP": "gescheiden na partnerschap",
    "W": "verweduwd na huwelijk",
    "WP": "verweduwd na partnerschap",
}

GBABURGERLIJKESTAATBUS = Table(
    name="GBABURGERLIJKESTAATBUS",
    title="Burgerlijke staat, per periode",
    kind=Kind.BUS,
    folder="Bevolking/GBABURGERLIJKESTAATBUS/{Y}",
    stem="GBABURGERLIJKESTAAT{Y}BUSV{V}",
    yearly=False,
    key=PERSON,
    spell=("GBAAANVANGBURGERLIJKESTAAT", "GBAEINDEBURGERLIJKESTAAT"),
    columns=(
        *person(),
        begin(
            "GBAAANVANGBURGERLIJKESTAAT",
            "eerste dag van de burgerlijke staat",
            aliases=("VRLGBAAANVANGBURGERLIJKESTAAT",),
        ),
        end(
            "GBAEINDEBURGERLIJKESTAAT",
            "laatste dag van de burgerlijke staat",
            aliases=("VRLGBAEINDEBURGERLIJKESTAAT",),
        ),
        text(
            "GBABURGERLIJKESTAATNW",
            2,
            "burgerlijke staat",
            _STATUS,
            ("-", "--"),
            aliases=("VRLGBABURGERLIJKESTAATNW",),
        ),
    ),
    pitfalls=(*LINKING, LIVING),
)
