-- The children whose place lies in the areas of the study. Codes of municipality, wijk and buurt differ in length, so
-- one list holds all three.
SELECT p.*
FROM cohort_places AS p
WHERE p.GEM IS NOT NULL
    AND (
        whole_country()
        OR p.GEM IN (SELECT CODE FROM cohort_areas)
        OR p.WC IN (SELECT CODE FROM cohort_areas)
        OR p.BC IN (SELECT CODE FROM cohort_areas)
    )
