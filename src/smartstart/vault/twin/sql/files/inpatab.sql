WITH person_year AS (
    SELECT n.*, ${year} * 12 - n.month AS age_months, coalesce(n.code, 31) AS category,
        n.code IS NULL OR n.code = 31 AS nothing,
        pick('personal', n.pid * 1024 + ${year} // 3, 60) AS height,
        draw('unknown_income', n.hh * 64 + ${year} - 2000) < ${unknown_income} AS unknown
    FROM income_${year} AS n
),
paid AS (
    SELECT *, CASE
        WHEN category IN (11, 12, 13, 14, 15) THEN 30 + height + CASE WHEN height > 20 THEN 10 ELSE 0 END
        WHEN category = 25 THEN 20 + height
        WHEN category = 22 THEN 12 + height // 10
        WHEN category = 26 THEN 1 + height // 6
        WHEN category = 32 THEN 1
        ELSE 14 + height // 2 END AS percentile
    FROM person_year
)
SELECT n.pid, place, s AS RINPERSOONS, r AS RINPERSOON, 'R' AS RINPERSOONSHKW, main_rin AS RINPERSOONHKW,
    CASE WHEN role IN (1, 2) AND n.pid = n.main THEN CASE WHEN adults = 2 THEN '2' ELSE '1' END
        WHEN role IN (1, 2) THEN CASE WHEN married THEN '3' ELSE '4' END
        WHEN role = 3 THEN CASE WHEN age_months < 216 THEN '5' ELSE '6' END
        ELSE '7' END AS INPPOSHHK,
    CASE WHEN nothing THEN 8888888888 WHEN unknown THEN 9999999999 ELSE percentile * 620 END AS INPPERSBRUT,
    CASE WHEN nothing THEN 8888888888 WHEN unknown THEN 9999999999 ELSE percentile * 540 END AS INPPERSINK,
    CASE WHEN nothing THEN 8888888888 WHEN unknown THEN 9999999999 WHEN category < 20 THEN percentile * 560 ELSE 0 END AS INPPERSPRIM,
    CASE WHEN nothing THEN -1 WHEN unknown THEN -2 ELSE percentile END AS INPP100PPERS,
    CASE WHEN age_months < 216 OR category = 26 OR category = 25 THEN '8' WHEN unknown THEN '9' WHEN category < 20 AND percentile >= 40 THEN '1' ELSE '0' END AS INPEMEZ,
    CASE WHEN age_months < 216 OR category = 26 OR category = 25 THEN '8' WHEN unknown THEN '9' WHEN category <> 22 AND percentile >= 36 THEN '1' ELSE '0' END AS INPEMFO,
    CASE WHEN nothing THEN '0' WHEN unknown THEN '9' ELSE '1' END AS INPPINK,
    category::VARCHAR AS INPSECJ,
    CASE WHEN nothing THEN 8888888888 WHEN category = 22 THEN CASE WHEN adults = 2 THEN 8100 ELSE 12400 END ELSE 0 END AS INPT6290ABW,
    CASE WHEN nothing THEN 8888888888 WHEN tenure = 3 AND n.pid = n.main THEN 2400 + 60 * (height // 4) ELSE 0 END AS INPT7340HRS
FROM paid AS n
