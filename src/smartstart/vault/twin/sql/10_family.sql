-- Slots: a family (kind 0), a couple without children at home (1) or a person alone (2), each in a bucket of homes.
CREATE OR REPLACE TABLE slot AS
SELECT s.slot, s.kind, s.bucket, b.level,
    CASE
        WHEN draw('strain', s.slot) < ${strain_2} + ${strain_2_slope} * b.level THEN 2
        WHEN draw('strain', s.slot) < ${strain_2} + ${strain_2_slope} * b.level + ${strain_1} + ${strain_1_slope} * b.level THEN 1
        ELSE 0
    END AS strain
FROM (
    SELECT (${base} + i)::BIGINT AS slot,
        CASE WHEN i < ${families} THEN 0 WHEN i < ${families} + ${couples} THEN 1 ELSE 2 END AS kind,
        pick('bucket', ${base} + i, ${buckets}) AS bucket
    FROM range(${slots}) AS r(i)
) AS s
JOIN bucket AS b ON b.bucket = s.bucket;

-- Families: months count from the year 0; days are inclusive.
CREATE OR REPLACE TABLE family AS
WITH born AS (
    SELECT s.slot, s.strain, s.level,
        1994 * 12 + pick('first_month', s.slot, (${last} - 1994 + 1) * 12) AS first_month,
        draw('mother_age', s.slot) AS age_draw,
        draw('alone_at_birth', s.slot) < p.alone_at_birth AS alone,
        draw('married', s.slot) < p.married AS married,
        draw('leaves', s.slot) AS leaves,
        p.owner
    FROM slot AS s
    JOIN truth_strain AS p ON p.strain = s.strain
    WHERE s.kind = 0
),
aged AS (
    SELECT f.*,
        f.first_month - (a.months_from + pick('mother_month', f.slot, a.months)) AS mother_month,
        day_in_month(f.first_month, pick('birth_day', f.slot * 512, 28)) AS first_day
    FROM born AS f
    JOIN truth_first_child AS a ON a.strain = f.strain AND f.age_draw >= a.low AND f.age_draw < a.high
),
parted AS (
    SELECT f.*,
        f.mother_month - 30 + least(pick('father_month', f.slot, 97) - 48, 0 + f.first_month - f.mother_month - 174) AS father_month,
        CASE WHEN f.alone THEN NULL
            ELSE f.first_day + 30 + p.years * 365 + pick('parting_day', f.slot, 335)
        END AS parting,
        f.alone AND draw('father_unknown', f.slot) < 300000 AS father_unknown
    FROM aged AS f
    LEFT JOIN truth_parting AS p
        ON p.strain = f.strain AND p.married = f.married
        AND draw('parting', f.slot) >= p.low AND draw('parting', f.slot) < p.high
)
SELECT f.slot, f.strain, f.level, f.first_month, f.first_day, f.mother_month, f.father_month, f.alone, f.father_unknown,
    CASE WHEN f.parting <= ${end} THEN f.parting END AS parting,
    CASE WHEN f.parting <= ${end} THEN draw('keeps', f.slot) >= ${keeps_children} ELSE false END AS with_father,
    CASE WHEN f.alone OR NOT f.married THEN NULL
        ELSE greatest(f.first_day - pick('wedding', f.slot, 2200), month_day(f.mother_month + 18 * 12))
    END AS wedding,
    draw('partnership', f.slot) < 60000 AS partnership,
    -- the couple lives together from here; before it both live alone
    greatest(f.first_day - 200 - pick('together', f.slot, 2000), month_day(f.mother_month + 17 * 12)) AS together,
    CASE WHEN f.leaves < ${moved_away} THEN ${origin} + pick('leaves_day', f.slot, ${days}) END AS leaves,
    CASE WHEN f.leaves >= ${moved_away} AND f.leaves < 2 * ${moved_away}
        THEN ${origin} + pick('arrives_day', f.slot, ${days}) END AS arrives,
    CASE WHEN NOT f.alone AND f.parting IS NULL AND draw('mother_dies', f.slot) < 12000
        THEN greatest(${origin} + pick('mother_dies_day', f.slot, ${days}), f.first_day + 3000) END AS mother_dies
FROM parted AS f;

-- Children: up to five, 18 to 60 months apart, twins now and then, none after the parents parted.
CREATE OR REPLACE TABLE child AS
WITH planned AS (
    SELECT f.*, j.j,
        f.first_month
            + CASE WHEN j.j >= 2 THEN gap(f.slot, 2) ELSE 0 END
            + CASE WHEN j.j >= 3 THEN gap(f.slot, 3) ELSE 0 END
            + CASE WHEN j.j >= 4 THEN gap(f.slot, 4) ELSE 0 END
            + CASE WHEN j.j >= 5 THEN gap(f.slot, 5) ELSE 0 END AS month
    FROM family AS f
    JOIN truth_children AS n ON draw('children', f.slot) >= n.low AND draw('children', f.slot) < n.high
    JOIN range(1, 6) AS j(j) ON j.j <= CASE WHEN f.alone THEN least(n.children, 2) ELSE n.children END
),
dated AS (
    SELECT *, day_in_month(month, pick('birth_day', slot * 512 + month - first_month, 28)) AS birth
    FROM planned
)
SELECT slot * 16 + 3 + j AS pid, slot, j::INTEGER AS j, month, birth, strain, father_unknown,
    pick('sex', slot * 16 + 3 + j, 1000) < 488 AS girl,
    day_in_month(month + 216, extract(day FROM birth)::INTEGER - 1) AS adult,
    day_in_month(month + 216, extract(day FROM birth)::INTEGER - 1) + pick('leaves_home', slot * 16 + j, 2900) AS leaves_home,
    draw('stays_near', slot * 16 + j) < 500000 AS stays_near,
    CASE WHEN draw('child_dies', slot * 16 + j) < 3000 THEN birth + pick('child_dies_day', slot * 16 + j, 1500) END AS dies,
    leaves, arrives
FROM dated
WHERE birth <= ${end}
    AND (parting IS NULL OR birth < parting + 240)
    AND (leaves IS NULL OR birth < leaves)
    AND (mother_dies IS NULL OR birth < mother_dies)
    AND month - mother_month < 46 * 12;
