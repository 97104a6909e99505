-- Couples without children at home and people alone. The first couples never change: children are fostered there.
CREATE OR REPLACE TABLE couple AS
SELECT slot, strain, slot - ${base} - ${families} < ${foster_homes} AS foster,
    CASE WHEN slot - ${base} - ${families} < ${foster_homes}
        THEN (1962 * 12 + pick('couple_month', slot, 240))
        ELSE (1932 * 12 + pick('couple_month', slot, 744))
    END AS month,
    draw('married', slot) < 760000 AS married,
    CASE WHEN slot - ${base} - ${families} >= ${foster_homes} AND draw('couple_parts', slot) < 40000
        THEN ${origin} + pick('couple_parts_day', slot, ${days}) END AS parting
FROM slot WHERE kind = 1;

CREATE OR REPLACE TABLE single AS
SELECT slot, strain, 1930 * 12 + pick('single_month', slot, 780) AS month,
    pick('sex', slot * 16 + 1, 1000) < 520 AS woman,
    pick('single_month', slot, 780) < 260 AND draw('institution', slot) < 120000 AS institution
FROM slot WHERE kind = 2;
