-- Only what touches the file years stays: the episodes that started before are the stock.
DELETE FROM episode WHERE t < make_date(${first}, 1, 1);

CREATE OR REPLACE TABLE protection AS
SELECT pid, code, f, t, episode_key FROM (
    SELECT pid, 12 AS code, f, least(f + 89, t) AS t, episode_key FROM episode
    WHERE kind_draw >= ${kind_1} AND kind_draw < ${kind_2}
    UNION ALL
    SELECT pid, 11, f + 90, t, episode_key FROM episode WHERE kind_draw >= ${kind_1} AND kind_draw < ${kind_2} AND t >= f + 90
    UNION ALL
    SELECT pid, 11, f, t, episode_key FROM episode
    WHERE kind_draw < ${kind_1} OR (kind_draw >= ${kind_2} AND kind_draw < ${kind_4})
    UNION ALL
    SELECT pid, CASE WHEN draw('guardianship', episode_key) < 800000 THEN 21 WHEN draw('guardianship', episode_key) < 900000 THEN 22 ELSE 23 END, f, t, episode_key
    FROM episode WHERE kind_draw >= ${kind_4}
);

-- Stays that belong to an episode always overlap its protection; one kind began shortly before it, in the same year.
CREATE OR REPLACE TABLE stay AS
WITH planned AS (
    SELECT pid, episode_key, t,
        CASE
            WHEN kind_draw < ${kind_3} THEN least(f + pick('stay_later', episode_key, 400), t - 20)
            WHEN kind_draw < ${kind_4} THEN greatest(make_date(year, 1, 2), f - 1 - pick('stay_before', episode_key, 80))
            ELSE f
        END AS f
    FROM episode WHERE kind_draw >= ${kind_2}
)
SELECT pid, stay_form(episode_key, pid) AS code, f, t, episode_key, draw('registered_away', episode_key) < ${registered_away} AS moved
FROM planned WHERE f <= t;

-- Children without a union episode: a voluntary stay, or guardianship without stay, never both.
CREATE OR REPLACE TABLE other_care AS
WITH calm AS (
    SELECT c.*, y.year::INTEGER AS year, c.pid * 64 + (y.year - 2000) AS episode_key,
        least(coalesce(c.leaves - 1, ${end}), coalesce(c.dies, ${end})) AS last_day
    FROM child AS c, range(${first} - 5, ${last} + 1) AS y(year)
    WHERE c.birth < make_date(y.year, 1, 1) AND y.year * 12 - c.month < 204
        AND (c.arrives IS NULL OR c.arrives <= make_date(y.year, 1, 1))
        AND draw('other_care', c.pid * 64 + (y.year - 2000)) < ${voluntary_stay} + ${guardianship}
),
dated AS (
    SELECT *, make_date(year, 1, 2) + pick('other_day', episode_key, 360) AS f,
        draw('other_care', episode_key) < ${voluntary_stay} AS is_stay
    FROM calm AS c WHERE NOT EXISTS (SELECT 1 FROM episode AS e WHERE e.pid = c.pid)
),
first_one AS (
    SELECT * FROM dated WHERE f < last_day QUALIFY row_number() OVER (PARTITION BY pid ORDER BY year) = 1
)
SELECT pid, episode_key, is_stay, f,
    least(adult - 1, f + CASE WHEN is_stay THEN 60 + pick('other_length', episode_key, 600)
        ELSE 700 + pick('other_length', episode_key, 2500) END) AS t
FROM first_one;

INSERT INTO stay
SELECT pid, stay_form(episode_key, pid), f, t, episode_key, draw('registered_away', episode_key) < ${registered_away} // 2
FROM other_care WHERE is_stay AND f <= t AND t >= make_date(${first}, 1, 1);

INSERT INTO protection
SELECT pid, CASE WHEN draw('guardianship', episode_key) < 900000 THEN 21 ELSE 23 END, f, t, episode_key
FROM other_care WHERE NOT is_stay AND f <= t AND t >= make_date(${first}, 1, 1);

-- Help without stay: no part of the outcome.
CREATE OR REPLACE TABLE help AS
WITH planned AS (
    SELECT c.pid, c.adult, c.pid * 64 + (y.year - 2000) AS episode_key, (y.year * 12 - c.month) // 12 AS age,
        make_date(y.year, 1, 2) + pick('help_day', c.pid * 64 + (y.year - 2000), 360) AS f,
        least(coalesce(c.leaves - 1, ${end}), coalesce(c.dies, ${end})) AS last_day
    FROM child AS c, range(${first} - 1, ${last} + 1) AS y(year)
    WHERE c.birth < make_date(y.year, 1, 1) AND y.year * 12 - c.month < 216
        AND (c.arrives IS NULL OR c.arrives <= make_date(y.year, 1, 1))
)
SELECT pid, CASE WHEN draw('help_form', episode_key) < 160000 THEN 20 WHEN draw('help_form', episode_key) < 780000 THEN 21
        WHEN draw('help_form', episode_key) < 840000 THEN 22 ELSE 23 END AS code,
    f, f + 40 + pick('help_length', episode_key, 400) AS t, episode_key
FROM planned
WHERE f < last_day
    AND draw('help', episode_key) < CASE WHEN age < 4 THEN ${help_0} WHEN age < 12 THEN ${help_4} ELSE ${help_12} END;
