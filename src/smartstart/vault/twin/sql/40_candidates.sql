-- Child-years: every child under 18 that lives here on 1 January, from five years before the first file year on.
CREATE OR REPLACE TABLE candidate AS
WITH at_risk AS (
    SELECT c.pid, c.slot, y.year::INTEGER AS year, greatest(y.year, ${first})::INTEGER AS state_year, c.adult,
        least(coalesce(c.leaves - 1, ${end}), coalesce(c.dies, ${end})) AS last_day
    FROM child AS c, range(${first} - 5, ${last} + 1) AS y(year)
    WHERE c.birth < make_date(y.year, 1, 1) AND y.year * 12 - c.month < 216
        AND (c.arrives IS NULL OR c.arrives <= make_date(y.year, 1, 1))
),
drawn AS (
    SELECT a.*, r.ppm
    FROM at_risk AS a
    JOIN family_year AS f ON f.slot = a.slot AND f.year = a.state_year
    JOIN truth_frailty AS z ON draw('frailty', a.slot) >= z.low AND draw('frailty', a.slot) < z.high
    JOIN truth_risk AS r ON r.single_mother = f.single_mother AND r.no_work = f.no_work AND r.young = f.young
        AND r.rent_allowance = (f.tenure = 3) AND r.halves = z.halves
    WHERE draw('outcome', a.pid * 64 + (a.year - 2000)) < r.ppm
),
started AS (
    -- the start lies after 1 January, in the year, and before the eighteenth birthday
    SELECT *, make_date(year, 1, 2) + pick('start_day', pid * 64 + (year - 2000),
        greatest(1, least(make_date(year, 12, 31), adult - 1) - make_date(year, 1, 2) + 1)::INTEGER) AS f,
        pid * 64 + (year - 2000) AS episode_key
    FROM drawn
)
SELECT pid, slot, year, episode_key, f,
    least(last_day, greatest(f + 25,
        least(f + 120 + pick('duration', episode_key, 900) + pick('duration_more', episode_key, 400), adult - 1))) AS t,
    draw('episode_kind', episode_key) AS kind_draw
FROM started WHERE f <= last_day;

CREATE OR REPLACE TABLE episode AS SELECT * FROM candidate WHERE false;
