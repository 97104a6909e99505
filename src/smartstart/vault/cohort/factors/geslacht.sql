-- Sex as last registered.
SELECT
    c.PERSOON,
    CASE c.GBAGESLACHT WHEN '1' THEN 'jongen' WHEN '2' THEN 'meisje' END AS NIVEAU
FROM cohort_at_risk AS c
