SELECT n.pid, i.s AS RINPERSOONS, i.r AS RINPERSOON, 'R' AS RINPERSOONSHKW, m.rin AS RINPERSOONHKW
FROM income_${year} AS n JOIN identity AS i ON i.pid = n.pid JOIN person AS m ON m.pid = n.main
