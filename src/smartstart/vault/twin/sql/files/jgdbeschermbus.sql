SELECT p.pid, i.place, i.s AS RINPERSOONS, i.r AS RINPERSOON, 1::INTEGER AS JGDBVOLGNR, code::VARCHAR AS JGDBMAATREGEL,
    ymd(greatest(f, make_date(${year}, 1, 1))) AS JGDBGELDIGHEIDBEGINDATUM,
    ymd(least(t, make_date(${year}, 12, 31))) AS JGDBGELDIGHEIDEINDDATUM,
    ymd(f) AS JGDBBEGINDATUM, CASE WHEN t > make_date(${year}, 12, 31) THEN '' ELSE ymd(t) END AS JGDBEINDDATUM,
    CASE WHEN t > make_date(${year}, 12, 31) THEN '--' WHEN code = 12 THEN '07' ELSE '01' END AS JGDBREDENEINDE,
    b.wc AS JGDBGEMEENTEWIJK
FROM protection AS p
JOIN slot AS s ON s.slot = p.pid // 16
JOIN bucket AS b ON b.bucket = s.bucket
JOIN identity AS i ON i.pid = p.pid
WHERE f <= make_date(${year}, 12, 31) AND t >= make_date(${year}, 1, 1)
