-- Type of household at the reference date (see steps/households.sql for whose household).
-- TYPHH 6 is a single parent; PLHH 7 says who that parent is. 5 is a married and 4 an unmarried couple with children.
-- A parent whose child lives elsewhere (WEG) can be left without children at home: alone (1, PLHH 2), as an unmarried
-- (2) or a married (3) couple. That is the same family, so it keeps its name; else "other" would mean "already gone".
SELECT
    h.PERSOON,
    CASE
        WHEN h.TYPHH = 6 AND h.MOEDER_PLHH = 7 THEN 'alleenstaande_moeder'
        WHEN h.TYPHH = 6 AND h.VADER_PLHH = 7 THEN 'alleenstaande_vader'
        WHEN h.TYPHH = 5 THEN 'gehuwd_paar'
        WHEN h.TYPHH = 4 THEN 'ongehuwd_paar'
        WHEN h.WEG AND h.TYPHH = 1 AND h.MOEDER_PLHH = 2 THEN 'alleenstaande_moeder'
        WHEN h.WEG AND h.TYPHH = 1 AND h.VADER_PLHH = 2 THEN 'alleenstaande_vader'
        WHEN h.WEG AND h.TYPHH = 3 THEN 'gehuwd_paar'
        WHEN h.WEG AND h.TYPHH = 2 THEN 'ongehuwd_paar'
        WHEN h.TYPHH IS NOT NULL THEN 'anders'
    END AS NIVEAU
FROM cohort_households AS h
