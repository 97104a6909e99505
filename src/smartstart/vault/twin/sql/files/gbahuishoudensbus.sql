SELECT h.pid, i.place, i.s AS RINPERSOONS, i.r AS RINPERSOON, ymd(h.f) AS DATUMAANVANGHH, ymd(h.t) AS DATUMEINDEHH,
    lpad(((h.hh * 5000000039 + ${offset}) % 999999999989)::VARCHAR, 12, '0') AS HUISHOUDNR,
    c.kind::VARCHAR AS TYPHH,
    CASE WHEN h.role = 5 THEN '10'
        WHEN h.role = 4 THEN '9'
        WHEN c.kind = 7 THEN CASE WHEN h.pid = c.main THEN '8' ELSE '9' END
        WHEN h.role = 3 THEN '1'
        ELSE (c.kind + 1)::VARCHAR END AS PLHH,
    CASE WHEN h.pid = c.main THEN '1' ELSE '0' END AS REFPERSOONHH,
    c.people AS AANTALPERSHH, CASE WHEN c.kind = 7 THEN 0 ELSE c.children END AS AANTALKINDHH,
    CASE WHEN c.kind = 7 THEN c.people - 1 ELSE c.others END AS AANTALOVHH,
    coalesce((c.youngest // 12)::VARCHAR, '----') AS GEBJAARJONGSTEKINDHH,
    coalesce(lpad((c.youngest % 12 + 1)::VARCHAR, 2, '0'), '--') AS GEBMAANDJONGSTEKINDHH,
    coalesce((c.oldest // 12)::VARCHAR, '----') AS GEBJAAROUDSTEKINDHH,
    coalesce(lpad((c.oldest % 12 + 1)::VARCHAR, 2, '0'), '--') AS GEBMAANDOUDSTEKINDHH,
    CASE WHEN draw('imputed_household', h.hh) < ${imputed} THEN '1' ELSE '0' END AS IMPUTATIECODEHH
FROM household AS h
JOIN composition AS c ON c.hh = h.hh AND c.f = h.f
JOIN identity AS i ON i.pid = h.pid
