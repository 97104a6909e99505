-- The start of a stay under a protection measure.
SELECT PERSOON, FIRST_DAY FROM cohort_placements
