-- Circumstances of each family on 1 January of each file year: these are the factors of the truth.
CREATE OR REPLACE TABLE family_year AS
WITH state AS (
    SELECT f.slot, y.year::INTEGER AS year, f.strain, f.first_month - f.mother_month < 360 AS young,
        coalesce(f.first_day < make_date(y.year, 1, 1)
            AND (f.alone OR (f.parting <= make_date(y.year, 1, 1) AND NOT f.with_father)), false) AS single_mother,
        draw('work', f.slot * 1024 + (y.year + f.slot % 4) // 4) AS work_draw,
        draw('assistance', f.slot * 1024 + (y.year + f.slot % 4) // 4) AS assistance_draw,
        draw('rent', f.slot * 1024 + (y.year + f.slot % 5) // 5) AS rent_draw,
        draw('owner', f.slot * 1024 + (y.year + f.slot % 5) // 5) AS owner_draw
    FROM family AS f, range(${first}, ${last} + 1) AS y(year)
),
working AS (
    SELECT s.*, s.work_draw < w.ppm AS no_work, s.work_draw < w.ppm AND s.assistance_draw < w.assistance AS assistance
    FROM state AS s
    JOIN truth_no_work AS w ON w.strain = s.strain AND w.alone = s.single_mother
)
SELECT s.slot, s.year, s.strain, s.young, s.single_mother, s.no_work, s.assistance,
    CASE WHEN s.rent_draw < r.ppm THEN 3 WHEN s.owner_draw < r.owner THEN 1 ELSE 2 END AS tenure
FROM working AS s
JOIN truth_rent AS r ON r.strain = s.strain AND r.alone = s.single_mother AND r.no_work = s.no_work;

-- Category of each adult (and child from 15) on 1 January of each file year; mothers as in family_year.
CREATE OR REPLACE TABLE category_year AS
WITH aged AS (
    SELECT p.pid, p.slot, p.part, p.strain, y.year::INTEGER AS year, (y.year * 12 - p.month) // 12 AS age,
        draw('work', p.pid * 1024 + (y.year + p.pid % 4) // 4) AS work_draw,
        draw('category', p.pid * 1024 + (y.year + p.pid % 4) // 4) AS kind_draw
    FROM person AS p, range(${first}, ${last} + 1) AS y(year)
    WHERE y.year * 12 - p.month >= 180 AND p.starts <= make_date(y.year, 12, 31) AND p.ends >= make_date(y.year - 1, 1, 1)
),
known AS (
    SELECT a.*, CASE
        WHEN a.part = 1 THEN f.no_work
        WHEN a.part = 2 THEN a.work_draw < t.father_no_work
        ELSE a.work_draw < t.other_no_work
    END AS no_work, f.assistance
    FROM aged AS a
    JOIN truth_strain AS t ON t.strain = a.strain
    LEFT JOIN family_year AS f ON a.part = 1 AND f.slot = a.slot AND f.year = a.year
)
SELECT pid, year, CASE
    WHEN age >= 67 THEN 25
    WHEN age < 18 THEN CASE WHEN kind_draw < 500000 THEN 26 ELSE 31 END
    WHEN part = 0 AND age < 23 AND work_draw < 700000 THEN 26
    WHEN NOT no_work THEN CASE WHEN kind_draw < 830000 THEN 11 WHEN kind_draw < 970000 THEN 13 WHEN kind_draw < 985000 THEN 12 WHEN kind_draw < 995000 THEN 14 ELSE 15 END
    WHEN part = 1 AND assistance THEN 22
    WHEN part <> 1 AND kind_draw < 300000 THEN 22
    WHEN kind_draw < 450000 THEN 21
    WHEN kind_draw < 500000 THEN 23
    WHEN kind_draw < 750000 THEN 24
    ELSE 32
END AS code
FROM known;

-- Spells of equal category. The state of 1 January begins in the course of the year before, on the first of a month.
CREATE OR REPLACE TABLE category AS
WITH change AS (
    SELECT pid, year, code FROM (
        SELECT pid, year, code, lag(code) OVER (PARTITION BY pid ORDER BY year) AS before FROM category_year
    ) WHERE before IS NULL OR before <> code
),
dated AS (
    SELECT c.pid, c.year, c.code, p.starts, p.ends,
        lag(c.code) OVER w IS NULL AS initial,
        make_date(c.year - 1, 2 + pick('category_month', c.pid, 11), 1) AS since,
        lead(make_date(c.year - 1, 2 + pick('category_month', c.pid, 11), 1)) OVER w AS until
    FROM change AS c JOIN person AS p ON p.pid = c.pid
    WINDOW w AS (PARTITION BY c.pid ORDER BY c.year)
),
cut AS (
    SELECT pid, code,
        CASE WHEN initial AND year = ${first} THEN greatest(starts, ${origin} - pick('category_since', pid, 3000))
            ELSE greatest(since, starts) END AS f,
        least(coalesce(until - 1, ends), ends) AS t
    FROM dated
)
SELECT pid, code, f, t FROM cut WHERE f <= t;
