-- The mother's marital state at the reference date: S divorced after marriage, SP after registered partnership.
WITH state AS (
    SELECT b.PERSOON, last_state(b.GBABURGERLIJKESTAATNW, b.GBAAANVANGBURGERLIJKESTAAT) AS STAAT
    FROM gbaburgerlijkestaatbus AS b
    INNER JOIN (SELECT DISTINCT MOEDER FROM cohort_at_risk) AS c ON c.MOEDER = b.PERSOON
    WHERE covers(b.GBAAANVANGBURGERLIJKESTAAT, b.GBAEINDEBURGERLIJKESTAAT, reference_date())
    GROUP BY b.PERSOON
)

SELECT
    c.PERSOON,
    CASE
        WHEN s.STAAT IN ('S', 'SP') THEN 'ja'
        WHEN s.STAAT IS NOT NULL THEN 'nee'
    END AS NIVEAU
FROM cohort_at_risk AS c
INNER JOIN state AS s ON s.PERSOON = c.MOEDER
