-- The address of the children and their parents at the reference date. Without a row: abroad or deceased.
-- Spells of one person should not overlap; where they do, the later one counts.
WITH wanted AS (
    SELECT PERSOON FROM cohort_children
    UNION
    SELECT MOEDER FROM cohort_children WHERE MOEDER IS NOT NULL
    UNION
    SELECT VADER FROM cohort_children WHERE VADER IS NOT NULL
),

covering AS (
    SELECT
        a.PERSOON,
        a.OBJECT,
        row_number() OVER (PARTITION BY a.PERSOON ORDER BY a.GBADATUMAANVANGADRESHOUDING DESC, a.OBJECT DESC) AS RANG
    FROM gbaadresobjectbus AS a
    INNER JOIN wanted AS w ON w.PERSOON = a.PERSOON
    WHERE covers(a.GBADATUMAANVANGADRESHOUDING, a.GBADATUMEINDEADRESHOUDING, reference_date())
)

SELECT PERSOON, OBJECT
FROM covering
WHERE RANG = 1
