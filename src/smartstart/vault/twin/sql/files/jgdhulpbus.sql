WITH help_and_stay AS (
    SELECT pid, code, f, t, episode_key, '01' AS referrer FROM help
    UNION ALL
    SELECT pid, code, f, t, episode_key, CASE WHEN EXISTS (SELECT 1 FROM protection AS b WHERE b.episode_key = s.episode_key) THEN '08' ELSE '02' END FROM stay AS s
)
SELECT h.pid, i.place, i.s AS RINPERSOONS, i.r AS RINPERSOON, n.n::INTEGER AS JGDHVOLGNR, code::VARCHAR AS JGDHHULPVORM,
    ymd(greatest(f, make_date(${year}, 1, 1))) AS JGDHGELDIGHEIDBEGINDATUM,
    ymd(least(t, make_date(${year}, 12, 31))) AS JGDHGELDIGHEIDEINDDATUM,
    ymd(f) AS JGDHBEGINDATUM, CASE WHEN t > make_date(${year}, 12, 31) THEN '' ELSE ymd(t) END AS JGDHEINDDATUM,
    CASE WHEN t > make_date(${year}, 12, 31) THEN '--' ELSE '01' END AS JGDHREDENEINDE,
    b.wc AS JGDHGEMEENTEWIJK, referrer AS JGDHVERWIJZER
FROM help_and_stay AS h
JOIN range(1, 3) AS n(n) ON n.n = 1 OR draw('twice', h.episode_key) < 3000
JOIN slot AS s ON s.slot = h.pid // 16
JOIN bucket AS b ON b.bucket = s.bucket
JOIN identity AS i ON i.pid = h.pid
WHERE f <= make_date(${year}, 12, 31) AND t >= make_date(${year}, 1, 1)
