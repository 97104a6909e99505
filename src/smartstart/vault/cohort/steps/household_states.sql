-- The household state of the children and their parents at the reference date. PLHH is stored as 1 or as 01.
-- A household is its number together with its first day: the number returns over time.
WITH wanted AS (
    SELECT PERSOON FROM cohort_at_risk
    UNION
    SELECT MOEDER FROM cohort_at_risk WHERE MOEDER IS NOT NULL
    UNION
    SELECT VADER FROM cohort_at_risk WHERE VADER IS NOT NULL
),

covering AS (
    SELECT
        h.PERSOON,
        h.DATUMAANVANGHH,
        h.HUISHOUDNR,
        h.TYPHH,
        h.PLHH,
        h.AANTALKINDHH,
        row_number() OVER (PARTITION BY h.PERSOON ORDER BY h.DATUMAANVANGHH DESC, h.HUISHOUDNR DESC) AS RANG
    FROM gbahuishoudensbus AS h
    INNER JOIN wanted AS w ON w.PERSOON = h.PERSOON
    WHERE covers(h.DATUMAANVANGHH, h.DATUMEINDEHH, reference_date())
)

SELECT
    PERSOON,
    DATUMAANVANGHH,
    HUISHOUDNR,
    CAST(TYPHH AS INTEGER) AS TYPHH,
    CAST(PLHH AS INTEGER) AS PLHH,
    CAST(AANTALKINDHH AS INTEGER) AS AANTALKINDHH
FROM covering
WHERE RANG = 1
