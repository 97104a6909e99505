-- The home on 1 January of the year of the reference date (on 31 December: the next day's, CBS's own convention).
-- INHEHALGR 1 own home, 2 rented without and 3 rented with rent allowance; 8 is an institution.
SELECT
    h.PERSOON,
    CASE
        WHEN i.INHEHALGR = '1' THEN 'eigen'
        WHEN i.INHEHALGR = '2' THEN 'huur_zonder_toeslag'
        WHEN i.INHEHALGR = '3' THEN 'huur_met_toeslag'
        WHEN i.INHEHALGR = '8' THEN 'anders'
    END AS NIVEAU
FROM cohort_households AS h
INNER JOIN koppelpersoonhuishouden AS k ON k.PERSOON = h.ANKER AND k.JAAR = home_year()
INNER JOIN inhatab AS i ON i.HKW = k.HKW AND i.JAAR = k.JAAR
