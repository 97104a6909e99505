-- The address of the children and their parents at the reference date. Without a row: abroad or deceased.
WITH wanted AS (
    SELECT PERSOON FROM cohort_children
    UNION
    SELECT MOEDER FROM cohort_children WHERE MOEDER IS NOT NULL
    UNION
    SELECT VADER FROM cohort_children WHERE VADER IS NOT NULL
)
SELECT a.PERSOON, last_state(a.OBJECT, a.GBADATUMAANVANGADRESHOUDING) AS OBJECT
FROM gbaadresobjectbus AS a
INNER JOIN wanted AS w ON w.PERSOON = a.PERSOON
WHERE covers(a.GBADATUMAANVANGADRESHOUDING, a.GBADATUMEINDEADRESHOUDING, reference_date())
GROUP BY a.PERSOON
