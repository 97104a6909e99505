-- Country of birth of a family is one draw per slot; who was born there is one per person.
WITH known AS (
    SELECT p.*, ['6043', '5022', '5007', '7009', '7028', '9003', '5107'][1 + pick('which_land', p.slot, 7)] AS foreign_land,
        draw('land', p.slot) < 240000 AS foreign_slot
    FROM person AS p
),
born AS (
    SELECT k.*,
        CASE WHEN k.birth < k.arrives THEN CASE WHEN foreign_slot THEN foreign_land ELSE '7028' END
            WHEN k.part > 0 AND foreign_slot AND draw('abroad', k.pid) < 550000 THEN foreign_land ELSE '6030' END AS land,
        CASE WHEN NOT foreign_slot THEN '6030' WHEN k.part > 0 OR draw('abroad', k.slot * 16 + 1) < 550000 THEN foreign_land ELSE '6030' END AS land_mother,
        CASE WHEN NOT foreign_slot THEN '6030' WHEN k.part > 0 OR draw('abroad', k.slot * 16 + 2) < 550000 THEN foreign_land ELSE '6030' END AS land_father
    FROM known AS k
),
counted AS (
    SELECT *, (land_mother <> '6030')::INTEGER + (land_father <> '6030')::INTEGER AS abroad,
        CASE WHEN land <> '6030' THEN land WHEN land_mother <> '6030' THEN land_mother ELSE land_father END AS origin,
        part > 2 AND draw('unknown_birth_month', pid) < ${unknown_birth_month} AS no_month
    FROM born
)
SELECT c.pid, i.place, i.s AS RINPERSOONS, i.r AS RINPERSOON, land AS GBAGEBOORTELAND,
    CASE WHEN draw('unknown_sex', c.pid) < ${unknown_sex} AND part IN (0, 3, 4) THEN '-' WHEN woman THEN '2' ELSE '1' END AS GBAGESLACHT,
    land_mother AS GBAGEBOORTELANDMOEDER, land_father AS GBAGEBOORTELANDVADER, abroad::VARCHAR AS GBAAANTALOUDERSBUITENLAND,
    origin AS GBAHERKOMSTGROEPERING,
    CASE WHEN abroad = 0 THEN '0' WHEN land <> '6030' THEN '1' ELSE '2' END AS GBAGENERATIE,
    (month // 12)::VARCHAR AS GBAGEBOORTEJAAR,
    CASE WHEN no_month THEN '--' ELSE lpad((month % 12 + 1)::VARCHAR, 2, '0') END AS GBAGEBOORTEMAAND,
    '01' AS GBAGEBOORTEDAG, CASE WHEN no_month OR draw('imputed', c.pid) < ${imputed} THEN '1' ELSE '0' END AS GBAIMPUTATIECODE,
    origin AS GBAHERKOMSTLAND, CASE WHEN land = '6030' THEN '1' ELSE '0' END AS GBAGEBOORTELANDNL
FROM counted AS c JOIN identity AS i ON i.pid = c.pid
