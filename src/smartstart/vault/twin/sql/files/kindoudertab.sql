-- Legal parents. On purpose: unknown fathers, a mother who is the child itself, a father who is a brother or sister.
WITH parents AS (
    SELECT c.pid,
        CASE WHEN c.father_unknown OR draw('unknown_father', c.pid) < ${unknown_father} THEN NULL
            WHEN c.j > 1 AND draw('impossible_parent', c.pid) < ${impossible_parent} THEN c.slot * 16 + 4
            ELSE c.slot * 16 + 2 END AS father,
        CASE WHEN draw('parent_is_child', c.pid) < ${parent_is_child} THEN c.pid ELSE c.slot * 16 + 1 END AS mother
    FROM child AS c JOIN person AS own ON own.pid = c.pid
)
SELECT k.pid, i.place, i.s AS RINPERSOONS, i.r AS RINPERSOON,
    CASE WHEN f.rin IS NULL THEN 'N' ELSE 'R' END AS RINPERSOONSPA, coalesce(f.rin, '---------') AS RINPERSOONPA,
    CASE WHEN m.rin IS NULL THEN 'N' ELSE 'R' END AS RINPERSOONSMA, coalesce(m.rin, '---------') AS RINPERSOONMA,
    CASE WHEN f.rin IS NULL OR m.rin IS NULL THEN '--' ELSE '01' END AS XKOPPELNUMMER
FROM parents AS k JOIN identity AS i ON i.pid = k.pid
LEFT JOIN person AS f ON f.pid = k.father
LEFT JOIN person AS m ON m.pid = k.mother
