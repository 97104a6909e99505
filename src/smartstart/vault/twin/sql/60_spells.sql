-- Address spells of persons: the household they belong to, in the home it has then.
CREATE OR REPLACE TABLE address AS
SELECT m.pid, h.object, h.bucket, greatest(m.f, h.since) AS f, least(m.t, h.until) AS t
FROM member AS m JOIN home AS h ON h.hh = m.hh AND h.since <= m.t AND h.until >= m.f
WHERE least(m.t, h.until) >= ${origin} AND greatest(m.f, h.since) <= least(m.t, h.until)
    AND draw('no_address', m.pid) >= ${no_address};

-- Household spells: a new one at each change of members, marriage or home.
CREATE OR REPLACE TABLE household AS
WITH changes AS (
    SELECT hh, f AS day FROM member
    UNION
    SELECT hh, t + 1 FROM member
    UNION
    SELECT hh, since FROM home
    UNION
    SELECT slot * 16, wedding FROM family WHERE wedding > ${origin}
),
kept AS (
    SELECT hh, CASE WHEN day <= ${origin} THEN max(day) FILTER (day <= ${origin}) OVER (PARTITION BY hh) ELSE day END AS day
    FROM changes WHERE day <= ${end}
),
spell AS (
    SELECT hh, day AS f, coalesce(lead(day) OVER (PARTITION BY hh ORDER BY day) - 1, ${end}) AS t
    FROM (SELECT DISTINCT hh, day FROM kept)
)
SELECT s.hh, s.f, s.t, m.pid, m.role
FROM spell AS s JOIN member AS m ON m.hh = s.hh AND m.f <= s.f AND m.t >= s.f;

CREATE OR REPLACE TABLE composition AS
WITH counted AS (
    SELECT h.hh, h.f, count(*)::INTEGER AS people,
        count(*) FILTER (h.role IN (1, 2))::INTEGER AS adults,
        count(*) FILTER (h.role = 3)::INTEGER AS children,
        count(*) FILTER (h.role = 4)::INTEGER AS others,
        bool_or(h.role = 5) AS institution,
        max(p.month) FILTER (h.role = 3) AS youngest,
        min(p.month) FILTER (h.role = 3) AS oldest,
        min(p.month) AS eldest,
        CASE WHEN bool_or(h.role = 5) THEN min(h.pid)
            WHEN count(*) FILTER (h.role IN (1, 2)) = 2 THEN
                CASE WHEN draw('main_earner', h.hh) < 650000 THEN max(h.pid) FILTER (h.role = 2) ELSE min(h.pid) FILTER (h.role = 1) END
            WHEN count(*) FILTER (h.role IN (1, 2)) = 1 THEN min(h.pid) FILTER (h.role IN (1, 2))
            ELSE min(h.pid) END AS main
    FROM household AS h JOIN person AS p ON p.pid = h.pid
    GROUP BY h.hh, h.f
),
wed AS (
    SELECT c.*, coalesce(f.wedding <= c.f, o.married, false) AS married
    FROM counted AS c
    LEFT JOIN family AS f ON f.slot = c.hh // 16
    LEFT JOIN couple AS o ON o.slot = c.hh // 16
)
SELECT *, CASE
    WHEN institution THEN 8
    WHEN adults = 2 AND children = 0 THEN CASE WHEN married THEN 3 ELSE 2 END
    WHEN adults = 2 THEN CASE WHEN married THEN 5 ELSE 4 END
    WHEN adults = 1 AND children > 0 THEN 6
    WHEN adults = 1 AND others = 0 THEN 1
    ELSE 7
END AS kind FROM wed;

-- Marital status: never married, then married or registered, then divorced or widowed.
CREATE OR REPLACE TABLE civil AS
WITH wed AS (
    SELECT p.pid, f.wedding, least(coalesce(f.parting, o.ends + 1), o.ends + 1) AS broken, f.parting IS NOT NULL AND f.parting <= o.ends + 1 AS divorced, f.partnership AS registered, p.starts, p.ends
    FROM family AS f
    JOIN person AS p ON p.slot = f.slot AND p.part IN (1, 2)
    JOIN person AS o ON o.slot = f.slot AND o.part = 3 - p.part
    UNION ALL
    SELECT p.pid, CASE WHEN c.married THEN p.starts + 2000 END, least(coalesce(c.parting, o.ends + 1), o.ends + 1), c.parting IS NOT NULL AND c.parting <= o.ends + 1, false, p.starts, p.ends
    FROM couple AS c
    JOIN person AS p ON p.slot = c.slot
    JOIN person AS o ON o.slot = c.slot AND o.pid <> p.pid
    UNION ALL
    SELECT p.pid, NULL, NULL, false, false, p.starts, p.ends FROM person AS p JOIN family AS f ON f.slot = p.slot
    WHERE p.part IN (0, 4) OR (p.part = 1 AND f.father_unknown)
    UNION ALL
    SELECT p.pid, NULL, NULL, false, false, p.starts, p.ends FROM person AS p WHERE p.part = 4
),
spells AS (
    SELECT pid, CASE WHEN draw('status', pid) < 250000 AND pid % 16 = 1 AND wedding IS NULL AND broken IS NULL AND starts < ${origin} - 3000
        THEN CASE WHEN draw('status', pid) < 130000 THEN 'S' ELSE 'W' END ELSE 'O' END AS status,
        starts AS f, coalesce(wedding - 1, ends) AS t, ends FROM wed WHERE wedding IS NULL OR wedding > starts
    UNION ALL
    SELECT pid, CASE WHEN registered THEN 'P' ELSE 'H' END, greatest(wedding, starts), least(greatest(broken, wedding + 1) - 1, ends), ends FROM wed WHERE wedding IS NOT NULL
    UNION ALL
    SELECT pid, CASE WHEN divorced THEN CASE WHEN registered THEN 'SP' ELSE 'S' END ELSE CASE WHEN registered THEN 'WP' ELSE 'W' END END,
        greatest(broken, wedding + 1, starts), ends, ends FROM wed WHERE wedding IS NOT NULL AND broken <= ends
)
SELECT pid, status, f, least(t, ends) AS t FROM spells WHERE f <= least(t, ends);
