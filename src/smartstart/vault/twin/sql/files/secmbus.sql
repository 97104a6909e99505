SELECT c.pid, i.place, i.s AS RINPERSOONS, i.r AS RINPERSOON, ymd(c.f) AS AANVSECM, ymd(c.t) AS EINDSECM,
    CASE WHEN draw('unknown_category', c.pid) < ${unknown_category} THEN '--' ELSE c.code::VARCHAR END AS SECM,
    CASE WHEN c.code = 11 THEN '1' ELSE '0' END AS XKOPPELWERKNSECM,
    CASE WHEN c.code = 22 THEN '1' ELSE '0' END AS XKOPPELBIJSTANDSECM
FROM category AS c JOIN identity AS i ON i.pid = c.pid
