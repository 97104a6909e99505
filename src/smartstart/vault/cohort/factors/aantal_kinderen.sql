-- Children living at home in the household (see steps/households.sql for whose). AANTALKINDHH has no age limit: a
-- brother of 25 who lives at home counts. A child that lives with neither parent (WEG) is counted with those at home:
-- it belongs to that family. A household without children (a child in a household of others) counts as not known.
WITH counted AS (
    SELECT h.PERSOON, CASE WHEN h.WEG THEN h.AANTALKINDHH + 1 ELSE h.AANTALKINDHH END AS KINDEREN
    FROM cohort_households AS h
)

SELECT
    c.PERSOON,
    CASE
        WHEN c.KINDEREN = 1 THEN '1'
        WHEN c.KINDEREN = 2 THEN '2'
        WHEN c.KINDEREN = 3 THEN '3'
        WHEN c.KINDEREN >= 4 THEN '4_of_meer'
    END AS NIVEAU
FROM counted AS c
