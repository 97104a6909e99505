-- Youth help with stay (foster care, family-type home, closed, other stay), one row per trajectory.
-- The files repeat a trajectory in every report year with its validity cut to that year: the real first day
-- identifies it, the latest validity ends it.
SELECT
    h.PERSOON,
    coalesce(h.JGDHBEGINDATUM, h.JGDHGELDIGHEIDBEGINDATUM) AS FIRST_DAY,
    max(coalesce(h.JGDHGELDIGHEIDEINDDATUM, h.JGDHEINDDATUM, DATE '9999-12-31')) AS LAST_DAY
FROM jgdhulpbus AS h
WHERE h.JGDHHULPVORM IN ('11', '12', '13', '14')
    AND coalesce(h.JGDHBEGINDATUM, h.JGDHGELDIGHEIDBEGINDATUM) IS NOT NULL
GROUP BY h.PERSOON, h.JGDHHULPVORM, coalesce(h.JGDHBEGINDATUM, h.JGDHGELDIGHEIDBEGINDATUM)
HAVING max(coalesce(h.JGDHGELDIGHEIDEINDDATUM, h.JGDHEINDDATUM, DATE '9999-12-31'))
    >= coalesce(h.JGDHBEGINDATUM, h.JGDHGELDIGHEIDBEGINDATUM)
