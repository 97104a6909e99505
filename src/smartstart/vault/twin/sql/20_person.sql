-- Every person once: number, birth month, sex, first and last day here, and what the income draws need.
CREATE OR REPLACE TABLE person AS
WITH adult AS (
    SELECT slot * 16 + 1 AS pid, slot, 1 AS part, mother_month AS month, true AS woman, strain,
        least(month_day(mother_month + 19 * 12), first_day - 200) AS starts, arrives, leaves, mother_dies AS dies
    FROM family
    UNION ALL
    SELECT slot * 16 + 2, slot, 2, father_month, false, strain,
        least(month_day(father_month + 19 * 12), first_day - 200), arrives, leaves, NULL
    FROM family WHERE NOT father_unknown
    UNION ALL
    SELECT c.slot * 16 + k.k, c.slot, 3, c.month + CASE k.k WHEN 1 THEN 0 ELSE -pick('gap', c.slot, 60) END, k.k = 1, c.strain,
        ${origin} - 4000, NULL, CASE WHEN c.foster THEN NULL WHEN draw('leaves', c.slot) < ${moved_away} THEN ${origin} + pick('leaves_day', c.slot, ${days}) END,
        CASE WHEN NOT c.foster AND draw('dies', c.slot * 16 + k.k) < death_ppm(c.month) THEN ${origin} + pick('dies_day', c.slot * 16 + k.k, ${days}) END
    FROM couple AS c, range(1, 3) AS k(k)
    UNION ALL
    SELECT slot * 16 + 1, slot, 4, month, woman, strain, ${origin} - 4000, NULL,
        CASE WHEN draw('leaves', slot) < ${moved_away} THEN ${origin} + pick('leaves_day', slot, ${days}) END,
        CASE WHEN draw('dies', slot * 16 + 1) < death_ppm(month) THEN ${origin} + pick('dies_day', slot * 16 + 1, ${days}) END
    FROM single
),
everybody AS (
    SELECT pid, slot, part, month, woman, strain, NULL::DATE AS birth, starts, arrives, leaves, dies FROM adult
    UNION ALL
    SELECT pid, slot, 0, month, girl, strain, birth, birth, arrives, leaves, dies FROM child
)
SELECT pid, slot, part, month::INTEGER AS month, woman, strain, birth,
    lpad((10000 + (pid * 618033983 + ${offset}) % 999990000)::VARCHAR, 9, '0') AS rin,
    greatest(starts, coalesce(arrives, starts)) AS starts,
    least(${end}, coalesce(leaves - 1, ${end}), coalesce(dies, ${end})) AS ends,
    arrives, dies
FROM everybody
WHERE least(${end}, coalesce(leaves - 1, ${end}), coalesce(dies, ${end})) >= greatest(starts, coalesce(arrives, starts));
