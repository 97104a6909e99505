"""The layouts we know: one declaration per file, used by reader, checker and twin alike."""

from smartstart.vault.tables.bijstanduitkeringtab import BIJSTANDUITKERINGTAB
from smartstart.vault.tables.declaration import Column, Form, Kind, Pitfall, Table
from smartstart.vault.tables.gbaadresobjectbus import GBAADRESOBJECTBUS
from smartstart.vault.tables.gbaburgerlijkestaatbus import GBABURGERLIJKESTAATBUS
from smartstart.vault.tables.gbahuishoudensbus import GBAHUISHOUDENSBUS
from smartstart.vault.tables.gbapersoontab import GBAPERSOONTAB
from smartstart.vault.tables.inhatab import INHATAB
from smartstart.vault.tables.inpatab import INPATAB
from smartstart.vault.tables.jgdbeschermbus import JGDBESCHERMBUS
from smartstart.vault.tables.jgdhulpbus import JGDHULPBUS
from smartstart.vault.tables.kindoudertab import KINDOUDERTAB
from smartstart.vault.tables.koppelpersoonhuishouden import KOPPELPERSOONHUISHOUDEN
from smartstart.vault.tables.secmbus import SECMBUS
from smartstart.vault.tables.vslgwbtab import VSLGWBTAB

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        GBAPERSOONTAB,
        KINDOUDERTAB,
        GBAHUISHOUDENSBUS,
        GBAADRESOBJECTBUS,
        GBABURGERLIJKESTAATBUS,
        VSLGWBTAB,
        SECMBUS,
        INHATAB,
        KOPPELPERSOONHUISHOUDEN,
        INPATAB,
        BIJSTANDUITKERINGTAB,
        JGDHULPBUS,
        JGDBESCHERMBUS,
    )
}

__all__ = ["TABLES", "Column", "Form", "Kind", "Pitfall", "Table"]
