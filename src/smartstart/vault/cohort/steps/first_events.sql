-- The first start after the reference date, up to and including the last day of the window.
SELECT e.PERSOON, min(e.FIRST_DAY) AS FIRST_DAY
FROM cohort_events AS e
WHERE e.FIRST_DAY > reference_date() AND e.FIRST_DAY <= window_end()
GROUP BY e.PERSOON
