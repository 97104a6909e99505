-- The household that counts for a child: its own when it lives with its mother or father; else (a foster child, a
-- child in an institution) the mother's, else the father's, else its own.
-- ANKER is the adult through whom other files on the household are read: the parent of that household, else the child.
-- WEG: the child lives with neither parent, and a parent's household stands for the one it came from.
-- MOEDER_PLHH and VADER_PLHH are the parents' places in it, empty where the parent is not part of it. Two persons share
-- a household when its number and its first day are the same.
WITH living AS (
    SELECT
        c.PERSOON,
        c.MOEDER,
        c.VADER,
        coalesce(m.HUISHOUDNR = own.HUISHOUDNR AND m.DATUMAANVANGHH = own.DATUMAANVANGHH, FALSE) AS BIJ_MOEDER,
        coalesce(f.HUISHOUDNR = own.HUISHOUDNR AND f.DATUMAANVANGHH = own.DATUMAANVANGHH, FALSE) AS BIJ_VADER,
        coalesce(f.HUISHOUDNR = m.HUISHOUDNR AND f.DATUMAANVANGHH = m.DATUMAANVANGHH, FALSE) AS OUDERS_SAMEN,
        m.PERSOON IS NOT NULL AS MOEDER_BEKEND,
        f.PERSOON IS NOT NULL AS VADER_BEKEND,
        own.TYPHH AS EIGEN_TYPHH,
        own.AANTALKINDHH AS EIGEN_AANTALKINDHH,
        m.TYPHH AS MOEDER_TYPHH,
        m.AANTALKINDHH AS MOEDER_AANTALKINDHH,
        CASE WHEN m.HUISHOUDNR IS NOT NULL THEN m.PLHH END AS MOEDER_PLHH,
        f.TYPHH AS VADER_TYPHH,
        f.AANTALKINDHH AS VADER_AANTALKINDHH,
        CASE WHEN f.HUISHOUDNR IS NOT NULL THEN f.PLHH END AS VADER_PLHH
    FROM cohort_at_risk AS c
    LEFT JOIN cohort_household_states AS own ON own.PERSOON = c.PERSOON
    LEFT JOIN cohort_household_states AS m ON m.PERSOON = c.MOEDER
    LEFT JOIN cohort_household_states AS f ON f.PERSOON = c.VADER
),

anchored AS (
    SELECT
        l.*,
        CASE
            WHEN l.BIJ_MOEDER THEN 'bij_moeder'
            WHEN l.BIJ_VADER THEN 'bij_vader'
            WHEN l.MOEDER_BEKEND THEN 'van_moeder'
            WHEN l.VADER_BEKEND THEN 'van_vader'
            ELSE 'eigen'
        END AS VIA
    FROM living AS l
)

SELECT
    a.PERSOON,
    CASE
        WHEN a.VIA IN ('bij_moeder', 'van_moeder') THEN a.MOEDER
        WHEN a.VIA IN ('bij_vader', 'van_vader') THEN a.VADER
        ELSE a.PERSOON
    END AS ANKER,
    a.VIA IN ('van_moeder', 'van_vader') AS WEG,
    CASE a.VIA
        WHEN 'van_moeder' THEN a.MOEDER_TYPHH
        WHEN 'van_vader' THEN a.VADER_TYPHH
        ELSE a.EIGEN_TYPHH
    END AS TYPHH,
    CASE a.VIA
        WHEN 'van_moeder' THEN a.MOEDER_AANTALKINDHH
        WHEN 'van_vader' THEN a.VADER_AANTALKINDHH
        ELSE a.EIGEN_AANTALKINDHH
    END AS AANTALKINDHH,
    CASE WHEN a.VIA IN ('bij_moeder', 'van_moeder') THEN a.MOEDER_PLHH END AS MOEDER_PLHH,
    CASE
        WHEN a.BIJ_VADER OR a.VIA = 'van_vader' OR (a.VIA = 'van_moeder' AND a.OUDERS_SAMEN) THEN a.VADER_PLHH
    END AS VADER_PLHH
FROM anchored AS a
