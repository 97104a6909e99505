"""Checks of rows beside each other: nobody comes twice, no spells overlap, and areas lie within one another."""

from pathlib import Path

from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.sources.normalising import DERIVED, Layout
from smartstart.vault.sources.rows import row_of
from smartstart.vault.sources.sql import fill, literal, name
from smartstart.vault.tables import Kind
from smartstart.vocabulary.errors import DataError

# First who comes twice, then where: lists of rows of everybody in a country do not fit in memory.
_TWICE = """
    WITH dubbel AS (SELECT $key AS SLEUTEL FROM read_parquet($file) GROUP BY $key HAVING count(*) > 1)
    SELECT min(RIJ), min(RIJ, 2)[2]
    FROM read_parquet($file) AS alles INNER JOIN dubbel ON dubbel.SLEUTEL IS NOT DISTINCT FROM alles.$key
    GROUP BY alles.$key ORDER BY 1 LIMIT 1
"""


def check_once(engine: DuckEngine, layout: Layout, path: Path, stored: Path) -> None:
    """Check that no unit comes twice (TAB) and that no spells of one unit overlap (BUS).

    Raises:
        DataError: two rows contradict each other; both rows are named.
    """
    table = layout.table
    if not table.exclusive:
        return
    key = name("OBJECT" if "RINOBJECTNUMMER" in table.key else DERIVED[table.key[1]])
    if table.kind is Kind.BUS and table.spell:
        _check_overlap(engine, layout, path, stored, key)
        return
    twice = engine.rows(fill(_TWICE, file=literal(stored), key=key))
    if twice:
        unit = "Een adresobject" if "RINOBJECTNUMMER" in table.key else "Een persoon"
        raise DataError(
            f"{unit} staat twee keer in {table.name}.",
            where=f"{row_of(path, twice[0][0])} en {row_of(path, twice[0][1], short=True)}",
            expected=f"elke {'persoon' if unit == 'Een persoon' else 'rij'} één keer ({' + '.join(table.key)})",
            mend="haal het bestand opnieuw op; zijn er twee leveringen samengevoegd, gebruik dan alleen de nieuwste",
        )


def check_areas(engine: DuckEngine, path: Path, stored: Path) -> None:
    """Check that each buurt lies in its wijk, and each wijk in its municipality.

    Raises:
        DataError: codes of one address contradict each other, as happens when classification years are mixed.
    """
    sql = (
        "SELECT min(RIJ) FROM read_parquet($file) WHERE (WC IS NOT NULL AND GEM IS NOT NULL AND left(WC, 4) <> GEM) "
        "OR (BC IS NOT NULL AND WC IS NOT NULL AND left(BC, 6) <> WC)"
    )
    row = engine.value(fill(sql, file=literal(stored)))
    if row is not None:
        raise DataError(
            "De codes van gemeente, wijk en buurt van een adres horen niet bij elkaar.",
            where=row_of(path, row),
            expected="een wijkcode die begint met de gemeentecode, en een buurtcode die begint met de wijkcode",
            mend="kijk of de kolommen GEM, WC en BC uit hetzelfde indelingsjaar komen",
        )


def _check_overlap(engine: DuckEngine, layout: Layout, path: Path, stored: Path, key: str) -> None:
    begin, end = layout.table.spell or ("", "")
    sql = (
        "SELECT RIJ, VORIGE FROM (SELECT RIJ, $begin AS BEGIN, lag($end) OVER spellen AS EINDE, "
        "lag(RIJ) OVER spellen AS VORIGE FROM read_parquet($file) "
        "WINDOW spellen AS (PARTITION BY $key ORDER BY $begin, $end, RIJ)) AS paren "
        "WHERE BEGIN <= EINDE ORDER BY RIJ LIMIT 1"
    )
    overlap = engine.rows(fill(sql, begin=name(begin), end=name(end), file=literal(stored), key=key))
    if overlap:
        rows = sorted(overlap[0])
        raise DataError(
            f"Twee perioden van één persoon overlappen elkaar in {layout.table.name}.",
            where=f"{row_of(path, rows[0])} en {row_of(path, rows[1], short=True)}",
            expected=f"perioden ({begin} tot en met {end}) die op elkaar volgen",
            mend="haal het bestand opnieuw op; zijn er twee leveringen samengevoegd, gebruik dan alleen de nieuwste",
        )
