-- Out-of-home placement: a stay and a measure that share at least one day; it runs on the days they share.
SELECT
    s.PERSOON,
    greatest(s.FIRST_DAY, m.FIRST_DAY) AS FIRST_DAY,
    least(s.LAST_DAY, m.LAST_DAY) AS LAST_DAY
FROM cohort_stays AS s
INNER JOIN cohort_measures AS m
    ON m.PERSOON = s.PERSOON
    AND overlap(s.FIRST_DAY, s.LAST_DAY, m.FIRST_DAY, m.LAST_DAY)
