"""The columns of a file with own figures: a closed list, in any order."""

from collections.abc import Sequence

from smartstart.workspace.data.rules.refusals import Mistake

REQUIRED = ("gebied", "indicator", "jaar", "waarde", "bron")
OPTIONAL = ("van", "tot", "eenheid")
HEADER = ";".join(REQUIRED)


def header_mistake(header: Sequence[str]) -> Mistake | None:
    """Look at the names of the columns: those of an open-figures file, each once, in any order, and no other."""
    names = [name.strip().lower() for name in header]
    missing = [name for name in REQUIRED if name not in names]
    extra = [name for name in names if name not in REQUIRED + OPTIONAL]
    if not missing and not extra and len(set(names)) == len(names) and ("van" in names) == ("tot" in names):
        return None
    return Mistake(
        1,
        "",
        "De kolommen zijn niet die van een bestand met cijfers over gebieden.",
        f"{HEADER}, en als u wilt ook van;tot en eenheid",
        "maak een bestand met alleen deze kolommen: één regel per gebied, cijfer en jaar",
    )
