-- Where a placed child is registered: fostered with a couple, or in an institution, from the stay on.
CREATE OR REPLACE TABLE away AS
SELECT s.pid, s.f, least(s.t, p.ends, c.adult - 1) AS t,
    CASE WHEN s.code IN (11, 12) THEN (${base} + ${families} + pick('foster_home', s.episode_key, ${foster_homes})) * 16
        ELSE p.slot * 16 + 6 + (s.pid % 16) END AS hh,
    CASE WHEN s.code IN (11, 12) THEN 4 ELSE 5 END AS role
FROM stay AS s
JOIN person AS p ON p.pid = s.pid
JOIN child AS c ON c.pid = s.pid
WHERE s.moved AND s.f > p.starts AND least(s.t, p.ends, c.adult - 1) > s.f
QUALIFY lag(least(s.t, p.ends, c.adult - 1)) OVER (PARTITION BY s.pid ORDER BY s.f) IS NULL
    OR lag(least(s.t, p.ends, c.adult - 1)) OVER (PARTITION BY s.pid ORDER BY s.f) < s.f - 1;

-- Who belongs to which household from day to day. Roles: 1, 2 adults; 3 child; 4 other member; 5 institutional.
-- Households of a slot: 0 the home; 1, 2 the adults alone; 3 + j child j on its own; 9 + j child j in an institution.
CREATE OR REPLACE TABLE member AS
WITH grown AS (
    SELECT p.pid, p.slot, p.part, p.starts, p.ends, f.parting, f.with_father, f.alone,
        greatest(f.together, p.starts) AS together
    FROM person AS p JOIN family AS f ON f.slot = p.slot WHERE p.part IN (1, 2)
),
at_home AS (
    SELECT c.pid, c.slot, p.starts, least(p.ends, c.leaves_home - 1) AS ends, c.leaves_home, c.stays_near, p.ends AS last_day, c.j
    FROM child AS c JOIN person AS p ON p.pid = c.pid
),
home_spell AS (
    SELECT h.pid, h.slot, h.starts AS f, h.ends AS t FROM at_home AS h
    WHERE NOT EXISTS (SELECT 1 FROM away AS a WHERE a.pid = h.pid)
    UNION ALL
    SELECT h.pid, h.slot, coalesce(lag(a.t) OVER (PARTITION BY h.pid ORDER BY a.f) + 1, h.starts), a.f - 1
    FROM at_home AS h JOIN away AS a ON a.pid = h.pid
    UNION ALL
    SELECT h.pid, h.slot, max(a.t) + 1, any_value(h.ends)
    FROM at_home AS h JOIN away AS a ON a.pid = h.pid GROUP BY h.pid, h.slot
),
everything AS (
    -- family adults: alone before, together, and after parting one of them alone
    SELECT pid, slot * 16 + part AS hh, part AS role, starts AS f, together - 1 AS t FROM grown WHERE NOT (alone AND part = 1)
    UNION ALL
    SELECT pid, slot * 16, part, CASE WHEN alone THEN starts ELSE together END,
        CASE WHEN parting IS NOT NULL AND with_father = (part = 1) THEN parting - 1 ELSE ends END
    FROM grown WHERE NOT (alone AND part = 2)
    UNION ALL
    SELECT pid, slot * 16 + part, part, CASE WHEN alone THEN together ELSE greatest(parting, together) END, ends
    FROM grown WHERE (alone AND part = 2) OR (parting IS NOT NULL AND with_father = (part = 1))
    UNION ALL
    SELECT pid, slot * 16, 3, f, t FROM home_spell
    UNION ALL
    SELECT pid, hh, role, f, t FROM away
    UNION ALL
    SELECT pid, slot * 16 + 3 + j, 1, leaves_home, last_day FROM at_home WHERE stays_near AND leaves_home <= last_day
    UNION ALL
    SELECT p.pid, p.slot * 16, p.pid % 16, p.starts, CASE WHEN p.pid % 16 = 2 AND c.parting IS NOT NULL THEN least(p.ends, c.parting - 1) ELSE p.ends END
    FROM person AS p JOIN couple AS c ON c.slot = p.slot WHERE p.part = 3
    UNION ALL
    SELECT p.pid, p.slot * 16 + 2, 2, c.parting, p.ends
    FROM person AS p JOIN couple AS c ON c.slot = p.slot WHERE p.part = 3 AND p.pid % 16 = 2 AND c.parting IS NOT NULL
    UNION ALL
    SELECT p.pid, p.slot * 16, CASE WHEN s.institution THEN 5 ELSE 1 END, p.starts, p.ends
    FROM person AS p JOIN single AS s ON s.slot = p.slot WHERE p.part = 4
)
SELECT e.pid, e.hh, e.role::INTEGER AS role, greatest(e.f, p.starts) AS f, least(e.t, p.ends) AS t
FROM everything AS e JOIN person AS p ON p.pid = e.pid
WHERE greatest(e.f, p.starts) <= least(e.t, p.ends) AND least(e.t, p.ends) >= ${origin};

-- Homes of each household: the first one, and a new one at each move.
CREATE OR REPLACE TABLE home AS
WITH living AS (
    SELECT hh, min(f) AS f, max(t) AS t, bool_or(role = 5) AS institution FROM member GROUP BY hh
),
known AS (
    SELECT l.*, l.hh // 16 AS slot, s.kind, s.strain, s.bucket, f.parting, f.with_father
    FROM living AS l JOIN slot AS s ON s.slot = l.hh // 16
    LEFT JOIN family AS f ON f.slot = l.hh // 16 AND l.hh % 16 = 0
),
moved AS (
    SELECT hh, slot, bucket, least(${origin} - 1 - pick('lives_since', hh, 3600), f) AS since, institution, 0 AS seq FROM known
    UNION ALL
    SELECT DISTINCT hh, slot, bucket, day, institution, 1 FROM (
        SELECT k.hh, k.slot, k.bucket, k.institution, k.f, k.t,
            make_date(y.year, 1, 1) + pick('moves_day', k.hh * 64 + (y.year - 2000), 365) AS day
        FROM known AS k, range(${first} - 2, ${last} + 1) AS y(year)
        WHERE NOT k.institution AND draw('moves', k.hh * 64 + (y.year - 2000))
            < CASE WHEN k.kind = 0 AND k.hh % 16 = 0 THEN 50000 + 35000 * k.strain WHEN k.kind = 0 THEN 140000 WHEN k.kind = 1 THEN 30000 ELSE 70000 END
        UNION ALL
        SELECT hh, slot, bucket, institution, f, t, parting + pick('moves_after', hh, 90)
        FROM known WHERE parting IS NOT NULL AND draw('moves_then', hh) < 450000
    ) WHERE day > f AND day <= t
),
counted AS (
    SELECT hh, slot, bucket, institution, since, row_number() OVER (PARTITION BY hh ORDER BY since) - 1 AS seq FROM moved
)
SELECT c.hh, c.since,
    coalesce(lead(c.since) OVER (PARTITION BY c.hh ORDER BY c.since) - 1, ${end}) AS until,
    CASE WHEN c.institution THEN 8000000000 + b.gem::INTEGER * 8 + pick('institution_house', c.hh, 6) ELSE c.hh * 16 + c.seq END AS object,
    CASE WHEN c.institution THEN b.municipality_from
        WHEN c.seq = 0 AND c.hh % 16 = 0 THEN c.bucket
        WHEN draw('where', c.hh * 16 + c.seq) < 350000 THEN b.wijk_from + pick('where_wijk', c.hh * 16 + c.seq, b.wijk_size)
        WHEN draw('where', c.hh * 16 + c.seq) < 850000 THEN b.municipality_from + pick('where_municipality', c.hh * 16 + c.seq, b.municipality_size)
        ELSE pick('where_block', c.hh * 16 + c.seq, ${buckets})
    END AS bucket
FROM counted AS c JOIN bucket AS b ON b.bucket = c.bucket;
