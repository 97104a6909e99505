"""GBAADRESOBJECTBUS: one row per person per address spell. Without a row on a day: abroad, or deceased."""

from smartstart.vault.tables.declaration import Kind, Table
from smartstart.vault.tables.shared import LINKING, LIVING, PERSON, address_object, begin, end, person, pitfall

GBAADRESOBJECTBUS = Table(
    name="GBAADRESOBJECTBUS",
    title="Adressen van personen, per periode",
    kind=Kind.BUS,
    folder="Bevolking/GBAADRESOBJECTBUS",
    stem="GBAADRESOBJECT{Y}BUSV{V}",
    yearly=False,
    key=PERSON,
    spell=("GBADATUMAANVANGADRESHOUDING", "GBADATUMEINDEADRESHOUDING"),
    columns=(
        *person(),
        *address_object(),
        begin("GBADATUMAANVANGADRESHOUDING", "eerste dag op het adres"),
        end("GBADATUMEINDEADRESHOUDING", "laatste dag op het adres"),
    ),
    pitfalls=(
        *LINKING,
        LIVING,
        pitfall("Persons without an address row exist and must not vanish.", "test_persons_without_address_stay"),
    ),
)
