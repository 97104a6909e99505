-- One row per spell that touches the year; a few recipients also get a supplement, which is not assistance.
WITH spells AS (
    SELECT pid, f, t FROM category WHERE code = 22 AND f <= make_date(${year}, 12, 31) AND t >= make_date(${year}, 1, 1)
),
granted AS (
    SELECT pid, f, t, CASE WHEN draw('scheme', pid) < 850000 THEN '01' WHEN draw('scheme', pid) < 950000 THEN '13' ELSE '15' END AS scheme FROM spells
    UNION ALL
    SELECT pid, greatest(f, make_date(${year}, 5, 1)), least(t, make_date(${year}, 5, 31)), '18' FROM spells
    WHERE draw('supplement', pid) < 150000 AND f <= make_date(${year}, 5, 31) AND t >= make_date(${year}, 5, 1)
)
SELECT g.pid, i.place, i.s AS RINPERSOONS, i.r AS RINPERSOON, scheme AS BIJSTANDSTATISTIEKCODEA,
    ymd(f) AS BIJSTANDAANVANGUITKERINGPERSOON1A,
    ymd(least(t, make_date(${year}, 12, 31))) AS BIJSTANDEINDEUITKERINGPERSOON1A,
    CASE WHEN draw('second_form', g.pid) < 50000 THEN '2' ELSE '1' END AS BIJSTANDINDICATIELOPENDA
FROM granted AS g JOIN identity AS i ON i.pid = g.pid
