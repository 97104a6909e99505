-- Fifths of the standardised household income over the last whole year before the reference date. The year of the
-- reference date itself is not used: most of it lies after the date.
SELECT
    h.PERSOON,
    CASE
        WHEN i.INHP100HGEST BETWEEN 1 AND 20 THEN '0_20'
        WHEN i.INHP100HGEST BETWEEN 21 AND 40 THEN '20_40'
        WHEN i.INHP100HGEST BETWEEN 41 AND 60 THEN '40_60'
        WHEN i.INHP100HGEST BETWEEN 61 AND 80 THEN '60_80'
        WHEN i.INHP100HGEST BETWEEN 81 AND 100 THEN '80_100'
    END AS NIVEAU
FROM cohort_households AS h
INNER JOIN koppelpersoonhuishouden AS k ON k.PERSOON = h.ANKER AND k.JAAR = income_year()
INNER JOIN inhatab AS i ON i.HKW = k.HKW AND i.JAAR = k.JAAR
