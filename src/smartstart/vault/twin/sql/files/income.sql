-- Members of households on 1 January of the year, with main earner, category and tenure:
-- the three income files are selections from it.
CREATE OR REPLACE TABLE income_${year} AS
SELECT i.place, i.s, i.r, m.rin AS main_rin, p.month, h.pid, h.role, c.hh, c.kind, c.people,
    c.adults, c.children, c.main, c.youngest, c.oldest, c.eldest, c.married,
    g.code, CASE
        WHEN c.kind = 8 THEN 8
        WHEN y.tenure IS NOT NULL THEN y.tenure
        WHEN draw('tenure', c.hh * 1024 + ${year} // 6) < 240000 AND (c.adults < 2 OR draw('tenure', c.hh * 1024 + ${year} // 6) < 90000) THEN 3
        WHEN draw('tenure', c.hh * 1024 + ${year} // 6) < 480000 THEN 2
        ELSE 1 END AS tenure
FROM household AS h
JOIN composition AS c ON c.hh = h.hh AND c.f = h.f
JOIN identity AS i ON i.pid = h.pid
JOIN person AS p ON p.pid = h.pid
JOIN person AS m ON m.pid = c.main
LEFT JOIN category AS g ON g.pid = h.pid AND g.f <= make_date(${year}, 1, 1) AND g.t >= make_date(${year}, 1, 1)
LEFT JOIN family_year AS y ON c.hh % 16 = 0 AND y.slot = c.hh // 16 AND y.year = ${year}
WHERE h.f <= make_date(${year}, 1, 1) AND h.t >= make_date(${year}, 1, 1);
