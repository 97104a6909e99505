"""Children at risk per year and their first start, counted from the files by plain SQL, apart from the cohort code."""

from pathlib import Path

from smartstart.vault.engines.duck import DuckEngine

_OWN = "RINPERSOONS = 'R' AND length(RINPERSOON) = 9"


def count_child_years(engine: DuckEngine, twin: Path, years: range) -> None:
    """Create `child_year`: r, ma, year, single, no_work, young, rent, assistance, event (0/1), running (bool)."""
    _views(engine, twin)
    engine.run(
        f"CREATE TABLE protected AS SELECT DISTINCT RINPERSOON AS r, JGDBMAATREGEL AS code, JGDBBEGINDATUM AS f, "
        f"max(JGDBGELDIGHEIDEINDDATUM) AS t FROM read_parquet('{twin}/VeiligheidRecht/JGDBESCHERMBUS/*V2.parquet') "
        f"WHERE {_OWN} GROUP BY ALL"
    )
    engine.run(
        f"CREATE TABLE stays AS SELECT RINPERSOON AS r, JGDHBEGINDATUM AS f, max(JGDHGELDIGHEIDEINDDATUM) AS t "
        f"FROM read_parquet('{twin}/GezondheidWelzijn/JGDHULPBUS/*V2.parquet') "
        f"WHERE {_OWN} AND JGDHHULPVORM IN ('11', '12', '13', '14') GROUP BY ALL"
    )
    engine.run(
        """CREATE TABLE unions AS
        SELECT r, f, t FROM protected WHERE code IN ('11', '12')
        UNION
        SELECT p.r, greatest(p.f, s.f), least(p.t, s.t) FROM protected AS p JOIN stays AS s
            ON s.r = p.r AND s.f <= p.t AND p.f <= s.t"""
    )
    years_sql = f"range({years.start}, {years.stop})"
    engine.run(
        f"""CREATE TABLE child_year AS
        WITH at_date AS (
            SELECT k.r, k.ma, y.year, y.year::VARCHAR || '0101' AS day, (y.year + 1)::VARCHAR || '0101' AS until,
                (y.year - 1)::VARCHAR || '0101' AS since
            FROM kind AS k JOIN persoon AS p ON p.r = k.r, {years_sql} AS y(year)
            WHERE p.month < y.year * 12 AND y.year * 12 - p.month < 216
                AND EXISTS (SELECT 1 FROM adres AS a WHERE a.r = k.r
                    AND a.f <= y.year::VARCHAR || '0101' AND a.t >= y.year::VARCHAR || '0101')
        ),
        eldest AS (
            SELECT k.ma, min(p.month) AS first FROM kind AS k JOIN persoon AS p ON p.r = k.r
            WHERE k.ma <> k.r GROUP BY k.ma
        )
        SELECT d.r, d.ma, d.year,
            coalesce(c.TYPHH = '6' AND m.PLHH = '7' AND m.HUISHOUDNR = c.HUISHOUDNR, false) AS single,
            coalesce(s.SECM NOT IN ('11', '12', '13', '14', '15', '--'), false) AS no_work,
            coalesce(s.SECM = '22', false) AS assistance,
            coalesce(e.first - pm.month < 360, false) AS young,
            coalesce(i.tenure = '3', false) AS rent,
            EXISTS (SELECT 1 FROM unions AS u WHERE u.r = d.r AND u.f > d.day AND u.f <= d.until)::INTEGER AS event,
            EXISTS (SELECT 1 FROM unions AS u WHERE u.r = d.r AND u.f <= d.day AND u.t >= d.since) AS running
        FROM at_date AS d
        LEFT JOIN hh AS c ON c.r = d.r AND c.f <= d.day AND c.t >= d.day
        LEFT JOIN hh AS m ON m.r = d.ma AND m.f <= d.day AND m.t >= d.day
        LEFT JOIN secm AS s ON s.r = d.ma AND s.f <= d.day AND s.t >= d.day
        LEFT JOIN eldest AS e ON e.ma = d.ma
        LEFT JOIN persoon AS pm ON pm.r = d.ma
        LEFT JOIN inha AS i ON i.r = d.ma AND i.year = d.year"""
    )


def _views(engine: DuckEngine, twin: Path) -> None:
    def newest(start: str) -> str:
        return f"read_parquet('{next(twin.rglob(start + '*V2.parquet'))}') WHERE {_OWN}"

    engine.run(f"CREATE TABLE kind AS SELECT RINPERSOON AS r, RINPERSOONMa AS ma FROM {newest('KINDOUDER')}")
    engine.run(
        "CREATE TABLE persoon AS SELECT RINPERSOON AS r, "
        "GBAGEBOORTEJAAR::INTEGER * 12 + GBAGEBOORTEMAAND::INTEGER - 1 AS month "
        f"FROM {newest('GBAPERSOON')} AND GBAGEBOORTEMAAND <> '--'"
    )
    engine.run(
        "CREATE TABLE hh AS SELECT RINPERSOON AS r, DATUMAANVANGHH AS f, DATUMEINDEHH AS t, TYPHH, PLHH, HUISHOUDNR "
        f"FROM {newest('GBAHUISHOUDENS')}"
    )
    engine.run(
        "CREATE TABLE adres AS SELECT RINPERSOON AS r, "
        "GBADATUMAANVANGADRESHOUDING AS f, GBADATUMEINDEADRESHOUDING AS t, "
        f"SOORTOBJECTNUMMER || RINOBJECTNUMMER AS object FROM {newest('GBAADRESOBJECT')}"
    )
    engine.run(
        f"CREATE TABLE secm AS SELECT RINPERSOON AS r, AANVSECM AS f, EINDSECM AS t, SECM FROM {newest('SECMBUS')}"
    )
    income = f"{twin}/InkomenBestedingen"
    engine.run(
        f"""CREATE TABLE inha AS SELECT k.RINPERSOON AS r, k.year, i.INHEHALGR AS tenure
        FROM (SELECT *, regexp_extract(filename, '(20..)V2', 1)::INTEGER AS year
            FROM read_parquet('{income}/KOPPELPERSOONHUISHOUDEN/*V2.parquet', filename = true) WHERE {_OWN}) AS k
        JOIN (SELECT *, regexp_extract(filename, 'INHA(20..)TAB', 1)::INTEGER AS year
            FROM read_parquet('{income}/INHATAB/*V2.parquet', filename = true) WHERE RINPERSOONSHKW = 'R') AS i
            ON i.RINPERSOONHKW = k.RINPERSOONHKW AND i.year = k.year"""
    )
