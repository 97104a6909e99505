-- The household that counts for a child: its own when it lives with its mother or father; else (a foster child, a
-- child in an institution) the mother's, else the father's, else its own.
-- ANKER is the adult through whom other files on the household are read: the parent of that household, else the child.
-- WEG: the child lives with neither parent, and a parent's household stands for the one it came from.
-- MOEDER_PLHH and VADER_PLHH are the parents' places in it, empty where the parent is not part of it.
WITH living AS (
    SELECT
        c.PERSOON,
        c.MOEDER,
        c.VADER,
        coalesce(m.HUISHOUDNR = own.HUISHOUDNR AND m.DATUMAANVANGHH = own.DATUMAANVANGHH, FALSE) AS BIJ_MOEDER,
        coalesce(f.HUISHOUDNR = own.HUISHOUDNR AND f.DATUMAANVANGHH = own.DATUMAANVANGHH, FALSE) AS BIJ_VADER,
        m.PERSOON IS NOT NULL AS MOEDER_BEKEND,
        f.PERSOON IS NOT NULL AS VADER_BEKEND
    FROM cohort_at_risk AS c
    LEFT JOIN cohort_household_states AS own ON own.PERSOON = c.PERSOON
    LEFT JOIN cohort_household_states AS m ON m.PERSOON = c.MOEDER
    LEFT JOIN cohort_household_states AS f ON f.PERSOON = c.VADER
),

anchored AS (
    SELECT
        l.*,
        CASE
            WHEN l.BIJ_MOEDER THEN l.MOEDER
            WHEN l.BIJ_VADER THEN l.VADER
            WHEN l.MOEDER_BEKEND THEN l.MOEDER
            WHEN l.VADER_BEKEND THEN l.VADER
            ELSE l.PERSOON
        END AS ANKER
    FROM living AS l
)

SELECT
    a.PERSOON,
    a.ANKER,
    NOT a.BIJ_MOEDER AND NOT a.BIJ_VADER AND a.ANKER <> a.PERSOON AS WEG,
    h.TYPHH,
    h.AANTALKINDHH,
    m.PLHH AS MOEDER_PLHH,
    f.PLHH AS VADER_PLHH
FROM anchored AS a
LEFT JOIN cohort_household_states AS h
    ON h.PERSOON = CASE WHEN a.BIJ_MOEDER OR a.BIJ_VADER THEN a.PERSOON ELSE a.ANKER END
LEFT JOIN cohort_household_states AS m
    ON m.PERSOON = a.MOEDER AND m.HUISHOUDNR = h.HUISHOUDNR AND m.DATUMAANVANGHH = h.DATUMAANVANGHH
LEFT JOIN cohort_household_states AS f
    ON f.PERSOON = a.VADER AND f.HUISHOUDNR = h.HUISHOUDNR AND f.DATUMAANVANGHH = h.DATUMAANVANGHH
