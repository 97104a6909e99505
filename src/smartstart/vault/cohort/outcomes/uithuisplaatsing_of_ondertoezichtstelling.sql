-- The start of whichever comes first.
SELECT PERSOON, FIRST_DAY FROM cohort_placements
UNION ALL
SELECT PERSOON, FIRST_DAY FROM cohort_supervision
