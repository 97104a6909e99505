-- Was the mother economically independent over the last whole year before the reference date? INPEMEZ 1 yes, 0 no;
-- 8 (not in the target group, such as students) and 9 (no observed income) count as not known.
SELECT
    c.PERSOON,
    CASE CAST(i.INPEMEZ AS VARCHAR) WHEN '1' THEN 'ja' WHEN '0' THEN 'nee' END AS NIVEAU
FROM cohort_at_risk AS c
INNER JOIN inpatab AS i ON i.PERSOON = c.MOEDER AND i.JAAR = income_year()
