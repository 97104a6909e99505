-- Months between the mother's birth and the birth of her first child, both known to the month: under 30 is fewer than
-- 360 months. All her children count, also those who died or left the country. Under 12 years is a wrong link.
WITH first_child AS (
    SELECT o.MOEDER, min(month_number(k.GBAGEBOORTEJAAR, k.GBAGEBOORTEMAAND)) AS MAAND
    FROM kindoudertab AS o
    INNER JOIN (SELECT DISTINCT MOEDER FROM cohort_at_risk) AS c ON c.MOEDER = o.MOEDER
    INNER JOIN gbapersoontab AS k ON k.PERSOON = o.PERSOON
    WHERE o.PERSOON <> o.MOEDER
    GROUP BY o.MOEDER
),

mother AS (
    SELECT f.MOEDER, f.MAAND - month_number(m.GBAGEBOORTEJAAR, m.GBAGEBOORTEMAAND) AS MAANDEN
    FROM first_child AS f
    INNER JOIN gbapersoontab AS m ON m.PERSOON = f.MOEDER
)

SELECT
    c.PERSOON,
    CASE
        WHEN m.MAANDEN < 144 THEN NULL
        WHEN m.MAANDEN < 240 THEN 'tot_20'
        WHEN m.MAANDEN < 300 THEN '20_25'
        WHEN m.MAANDEN < 360 THEN '25_30'
        WHEN m.MAANDEN < 420 THEN '30_35'
        WHEN m.MAANDEN >= 420 THEN 'vanaf_35'
    END AS NIVEAU
FROM cohort_at_risk AS c
INNER JOIN mother AS m ON m.MOEDER = c.MOEDER
