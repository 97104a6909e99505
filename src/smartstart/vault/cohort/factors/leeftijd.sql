-- Age in completed years at the reference date.
SELECT
    c.PERSOON,
    CASE
        WHEN completed_years(c.LEEFTIJD_MAANDEN) < 4 THEN '0-3'
        WHEN completed_years(c.LEEFTIJD_MAANDEN) < 8 THEN '4-7'
        WHEN completed_years(c.LEEFTIJD_MAANDEN) < 12 THEN '8-11'
        WHEN completed_years(c.LEEFTIJD_MAANDEN) < 15 THEN '12-14'
        ELSE '15-17'
    END AS NIVEAU
FROM cohort_at_risk AS c
