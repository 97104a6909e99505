-- The place of each child that has an address: through the mother, because a child that was placed is registered at
-- the foster address. Where she has no address in a known municipality: the father's, else the child's own.
-- ROUTE says which. HUISHOUDEN is the family number: the mother, else the father, else the child itself, so brothers
-- and sisters share it, in all years.
WITH place AS (
    SELECT a.PERSOON, v.GEM, v.WC, v.BC
    FROM cohort_addresses AS a
    LEFT JOIN vslgwbtab AS v ON v.OBJECT = a.OBJECT AND v.GEM IS NOT NULL
),

routed AS (
    SELECT
        c.*,
        mother.GEM AS MOEDER_GEM,
        mother.WC AS MOEDER_WC,
        mother.BC AS MOEDER_BC,
        father.GEM AS VADER_GEM,
        father.WC AS VADER_WC,
        father.BC AS VADER_BC,
        own.GEM AS EIGEN_GEM,
        own.WC AS EIGEN_WC,
        own.BC AS EIGEN_BC,
        CASE
            WHEN mother.GEM IS NOT NULL THEN 'moeder'
            WHEN father.GEM IS NOT NULL THEN 'vader'
            WHEN own.GEM IS NOT NULL THEN 'eigen'
        END AS ROUTE
    FROM cohort_children AS c
    INNER JOIN place AS own ON own.PERSOON = c.PERSOON
    LEFT JOIN place AS mother ON mother.PERSOON = c.MOEDER
    LEFT JOIN place AS father ON father.PERSOON = c.VADER
)

SELECT
    r.PERSOON,
    r.LEEFTIJD_MAANDEN,
    r.GBAGESLACHT,
    r.MOEDER,
    r.VADER,
    r.ROUTE,
    coalesce(r.MOEDER, r.VADER, r.PERSOON) AS HUISHOUDEN,
    CASE r.ROUTE WHEN 'moeder' THEN r.MOEDER_GEM WHEN 'vader' THEN r.VADER_GEM ELSE r.EIGEN_GEM END AS GEM,
    CASE r.ROUTE WHEN 'moeder' THEN r.MOEDER_WC WHEN 'vader' THEN r.VADER_WC ELSE r.EIGEN_WC END AS WC,
    CASE r.ROUTE WHEN 'moeder' THEN r.MOEDER_BC WHEN 'vader' THEN r.VADER_BC ELSE r.EIGEN_BC END AS BC
FROM routed AS r
