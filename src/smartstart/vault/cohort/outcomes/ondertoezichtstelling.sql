-- The start of a supervision order.
SELECT PERSOON, FIRST_DAY FROM cohort_supervision
