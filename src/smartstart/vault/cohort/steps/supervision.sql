-- Supervision orders, provisional ones included.
SELECT m.PERSOON, m.FIRST_DAY, m.LAST_DAY
FROM cohort_measures AS m
WHERE m.MAATREGEL IN ('11', '12')
