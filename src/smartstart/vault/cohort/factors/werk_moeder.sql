-- The mother's main source of income at the reference date. SECM 11 to 15: employee, director, self-employed, other
-- self-employed, family worker. All other categories are "no work".
WITH state AS (
    SELECT s.PERSOON, last_state(s.SECM, s.AANVSECM) AS SECM
    FROM secmbus AS s
    INNER JOIN (SELECT DISTINCT MOEDER FROM cohort_at_risk) AS c ON c.MOEDER = s.PERSOON
    WHERE covers(s.AANVSECM, s.EINDSECM, reference_date())
    GROUP BY s.PERSOON
)

SELECT
    c.PERSOON,
    CASE
        WHEN s.SECM IN ('11', '12', '13', '14', '15') THEN 'werk'
        WHEN s.SECM IS NOT NULL THEN 'geen_werk'
    END AS NIVEAU
FROM cohort_at_risk AS c
INNER JOIN state AS s ON s.PERSOON = c.MOEDER
