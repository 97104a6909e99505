SELECT a.pid, i.place, i.s AS RINPERSOONS, i.r AS RINPERSOON,
    CASE WHEN draw('old_object', a.object) < 5000 THEN 'H' ELSE 'B' END AS SOORTOBJECTNUMMER,
    lpad(((a.object * 900000011 + ${offset}) % 999999999989)::VARCHAR, 32, '0') AS RINOBJECTNUMMER,
    ymd(a.f) AS GBADATUMAANVANGADRESHOUDING, ymd(a.t) AS GBADATUMEINDEADRESHOUDING
FROM address AS a JOIN identity AS i ON i.pid = a.pid
