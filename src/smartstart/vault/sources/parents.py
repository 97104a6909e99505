"""Parents that cannot be: KINDOUDERTAB holds a few, and each of them becomes an unknown parent.

The bounds are ours. They are wide on purpose: a rare true parent stays, a mistyped number goes.
"""

from pathlib import Path

from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.sources.sql import fill, literal

YOUNGEST_PARENT = 12
OLDEST_MOTHER = 60
OLDEST_FATHER = 90

SELF = "de ouder is het kind zelf"
AGE = "de leeftijd van de ouder bij de geboorte kan niet"

_BIRTHS = (
    "SELECT PERSOON, CAST(GBAGEBOORTEJAAR AS INTEGER) * 12 + CAST(GBAGEBOORTEMAAND AS INTEGER) AS MAAND "
    "FROM gbapersoontab WHERE GBAGEBOORTEJAAR IS NOT NULL AND GBAGEBOORTEMAAND IS NOT NULL"
)
_NO_BIRTHS = "SELECT CAST(NULL AS BIGINT) AS PERSOON, CAST(NULL AS INTEGER) AS MAAND WHERE false"

_JUDGED = """
    SELECT kinderen.*,
        coalesce(VADER = kinderen.PERSOON, false) AS VADER_ZELF,
        coalesce(MOEDER = kinderen.PERSOON, false) AS MOEDER_ZELF,
        coalesce(kind.MAAND - vader.MAAND NOT BETWEEN $youngest AND $oldest_father, false) AS VADER_LEEFTIJD,
        coalesce(kind.MAAND - moeder.MAAND NOT BETWEEN $youngest AND $oldest_mother, false) AS MOEDER_LEEFTIJD
    FROM read_parquet($file) AS kinderen
    LEFT JOIN ($births) AS kind ON kind.PERSOON = kinderen.PERSOON
    LEFT JOIN ($births) AS vader ON vader.PERSOON = kinderen.VADER
    LEFT JOIN ($births) AS moeder ON moeder.PERSOON = kinderen.MOEDER
"""

_COUNTED = """
    SELECT count_if(VADER_ZELF) + count_if(MOEDER_ZELF),
        count_if(VADER_LEEFTIJD AND NOT VADER_ZELF) + count_if(MOEDER_LEEFTIJD AND NOT MOEDER_ZELF)
    FROM beoordeelde_ouders
"""

_MENDED = """
    COPY (
        SELECT * EXCLUDE (VADER_ZELF, MOEDER_ZELF, VADER_LEEFTIJD, MOEDER_LEEFTIJD)
            REPLACE (CASE WHEN NOT (VADER_ZELF OR VADER_LEEFTIJD) THEN VADER END AS VADER,
                     CASE WHEN NOT (MOEDER_ZELF OR MOEDER_LEEFTIJD) THEN MOEDER END AS MOEDER)
        FROM beoordeelde_ouders ORDER BY RIJ
    ) TO $target (FORMAT parquet, COMPRESSION zstd)
"""


def mend_parents(engine: DuckEngine, stored: Path, target: Path, *, with_births: bool) -> dict[str, int]:
    """Write KINDOUDERTAB without impossible parents and return how many parents became unknown, per reason.

    Args:
        engine: with a table `gbapersoontab` when `with_births`.
        stored: normalised Parquet file of KINDOUDERTAB.
        target: where to write.
        with_births: False when births are not known; then only "parent is the child" is seen.
    """
    judged = fill(
        _JUDGED,
        youngest=str(12 * YOUNGEST_PARENT),
        oldest_father=str(12 * OLDEST_FATHER),
        oldest_mother=str(12 * OLDEST_MOTHER),
        births=_BIRTHS if with_births else _NO_BIRTHS,
        file=literal(stored),
    )
    engine.run(fill("CREATE OR REPLACE TEMP TABLE beoordeelde_ouders AS $judged", judged=judged))
    themselves, impossible = engine.rows(_COUNTED)[0]
    engine.run(fill(_MENDED, target=literal(target)))
    engine.run("DROP TABLE beoordeelde_ouders")
    return {reason: count for reason, count in ((SELF, themselves), (AGE, impossible)) if count}
