-- Does the mother, or the partner she lives with, receive social assistance on the reference date?
-- Codes 18 and 19 are supplements beside other income and do not count; INDICATIELOPEND 1 and 2 are running.
-- Her partner is the other person with a partner's place (PLHH 3 to 6) in her household. Known only for mothers who
-- have an address: without one she is abroad or deceased.
WITH mother AS (
    SELECT DISTINCT c.MOEDER
    FROM cohort_at_risk AS c
    INNER JOIN cohort_addresses AS a ON a.PERSOON = c.MOEDER
),

adult AS (
    SELECT m.MOEDER, m.MOEDER AS PERSOON
    FROM mother AS m
    UNION ALL
    SELECT m.MOEDER, p.PERSOON
    FROM mother AS m
    INNER JOIN cohort_household_states AS s ON s.PERSOON = m.MOEDER
    INNER JOIN gbahuishoudensbus AS p
        ON p.HUISHOUDNR = s.HUISHOUDNR
        AND p.DATUMAANVANGHH = s.DATUMAANVANGHH
        AND p.PERSOON <> m.MOEDER
    WHERE s.PLHH BETWEEN 3 AND 6
        AND CAST(p.PLHH AS INTEGER) BETWEEN 3 AND 6
        AND covers(p.DATUMAANVANGHH, p.DATUMEINDEHH, reference_date())
),

receiving AS (
    SELECT DISTINCT b.PERSOON
    FROM bijstanduitkeringtab AS b
    WHERE b.JAAR = reference_year()
        AND b.BIJSTANDSTATISTIEKCODEA NOT IN ('18', '19')
        AND b.BIJSTANDINDICATIELOPENDA IN ('1', '2')
        AND covers(b.BIJSTANDAANVANGUITKERINGPERSOON1A, b.BIJSTANDEINDEUITKERINGPERSOON1A, reference_date())
),

answer AS (
    SELECT a.MOEDER, max(CASE WHEN r.PERSOON IS NULL THEN 0 ELSE 1 END) AS ONTVANGT
    FROM adult AS a
    LEFT JOIN receiving AS r ON r.PERSOON = a.PERSOON
    GROUP BY a.MOEDER
)

SELECT c.PERSOON, CASE a.ONTVANGT WHEN 1 THEN 'ja' ELSE 'nee' END AS NIVEAU
FROM cohort_at_risk AS c
INNER JOIN answer AS a ON a.MOEDER = c.MOEDER
