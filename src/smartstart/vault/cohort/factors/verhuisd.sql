-- How often the child changed address in the 36 months up to and including the reference date. The first address ever
-- (birth, arrival) is no move, and neither is a new spell at the same address.
WITH spell AS (
    SELECT
        a.PERSOON,
        a.GBADATUMAANVANGADRESHOUDING AS FIRST_DAY,
        a.OBJECT,
        lag(a.OBJECT) OVER (
            PARTITION BY a.PERSOON
            ORDER BY a.GBADATUMAANVANGADRESHOUDING, a.GBADATUMEINDEADRESHOUDING, a.OBJECT
        ) AS VORIG_OBJECT
    FROM gbaadresobjectbus AS a
    INNER JOIN cohort_at_risk AS c ON c.PERSOON = a.PERSOON
    WHERE a.GBADATUMAANVANGADRESHOUDING <= reference_date()
),

moves AS (
    SELECT
        s.PERSOON,
        sum(CASE WHEN s.FIRST_DAY > moves_start() AND s.OBJECT <> s.VORIG_OBJECT THEN 1 ELSE 0 END) AS KEER
    FROM spell AS s
    GROUP BY s.PERSOON
)

SELECT
    m.PERSOON,
    CASE WHEN m.KEER = 0 THEN '0' WHEN m.KEER = 1 THEN '1' ELSE '2_of_meer' END AS NIVEAU
FROM moves AS m
