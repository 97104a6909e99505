-- Children living at home in the household (see steps/households.sql for whose). AANTALKINDHH has no age limit: a
-- brother of 25 who lives at home counts. None at home (the child itself lives elsewhere) counts as not known.
SELECT
    h.PERSOON,
    CASE
        WHEN h.AANTALKINDHH = 1 THEN '1'
        WHEN h.AANTALKINDHH = 2 THEN '2'
        WHEN h.AANTALKINDHH = 3 THEN '3'
        WHEN h.AANTALKINDHH >= 4 THEN '4_of_meer'
    END AS NIVEAU
FROM cohort_households AS h
