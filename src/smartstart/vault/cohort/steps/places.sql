-- The place of each child that has an address: through the mother, because a child that was placed is registered at
-- the foster address. Where she has no address in a known municipality: the father's, else the child's own.
-- ROUTE says which. HUISHOUDEN is the family number: the mother, else the father, else the child itself, so brothers
-- and sisters share it, in all years.
WITH place AS (
    SELECT a.PERSOON, v.GEM, v.WC, v.BC
    FROM cohort_addresses AS a
    INNER JOIN vslgwbtab AS v ON v.OBJECT = a.OBJECT
    WHERE v.GEM IS NOT NULL
),

routed AS (
    SELECT
        c.*,
        CASE
            WHEN mother.GEM IS NOT NULL THEN 'moeder'
            WHEN father.GEM IS NOT NULL THEN 'vader'
            WHEN own.GEM IS NOT NULL THEN 'eigen'
        END AS ROUTE
    FROM cohort_children AS c
    INNER JOIN cohort_addresses AS a ON a.PERSOON = c.PERSOON
    LEFT JOIN place AS mother ON mother.PERSOON = c.MOEDER
    LEFT JOIN place AS father ON father.PERSOON = c.VADER
    LEFT JOIN place AS own ON own.PERSOON = c.PERSOON
)

SELECT
    r.*,
    coalesce(r.MOEDER, r.VADER, r.PERSOON) AS HUISHOUDEN,
    place.GEM,
    place.WC,
    place.BC
FROM routed AS r
LEFT JOIN place
    ON place.PERSOON = CASE r.ROUTE WHEN 'moeder' THEN r.MOEDER WHEN 'vader' THEN r.VADER ELSE r.PERSOON END
