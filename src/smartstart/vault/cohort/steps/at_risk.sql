-- The children to whom the outcome can newly happen: no placement and no supervision order was running on any day
-- from the start of the look-back up to and including the reference date. Both count, whichever is the outcome.
WITH running AS (
    SELECT PERSOON FROM cohort_placements WHERE overlap(FIRST_DAY, LAST_DAY, lookback_start(), reference_date())
    UNION
    SELECT PERSOON FROM cohort_supervision WHERE overlap(FIRST_DAY, LAST_DAY, lookback_start(), reference_date())
)

SELECT i.*
FROM cohort_in_areas AS i
WHERE NOT EXISTS (SELECT 1 FROM running AS r WHERE r.PERSOON = i.PERSOON)
