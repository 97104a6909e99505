-- Does the mother, or the partner she lives with, receive social assistance on the reference date?
-- Codes 18 and 19 are supplements beside other income and do not count; INDICATIELOPEND 1 and 2 are running.
-- Her partner is the other person with a partner's place (PLHH 3 to 6) in her household. Known only for mothers who
-- have an address: without one she is abroad or deceased.
WITH mother AS (
    SELECT DISTINCT c.MOEDER
    FROM cohort_at_risk AS c
    INNER JOIN cohort_addresses AS a ON a.PERSOON = c.MOEDER
),

receiving AS (
    SELECT DISTINCT b.PERSOON
    FROM bijstanduitkeringtab AS b
    WHERE b.JAAR = reference_year()
        AND b.BIJSTANDSTATISTIEKCODEA NOT IN ('18', '19')
        AND b.BIJSTANDINDICATIELOPENDA IN ('1', '2')
        AND covers(b.BIJSTANDAANVANGUITKERINGPERSOON1A, b.BIJSTANDEINDEUITKERINGPERSOON1A, reference_date())
),

-- From those who receive it, who are few, to the women they are the partner of.
by_partner AS (
    SELECT s.PERSOON AS MOEDER
    FROM receiving AS r
    INNER JOIN gbahuishoudensbus AS p ON p.PERSOON = r.PERSOON
    INNER JOIN cohort_household_states AS s
        ON s.HUISHOUDNR = p.HUISHOUDNR
        AND s.DATUMAANVANGHH = p.DATUMAANVANGHH
        AND s.PERSOON <> p.PERSOON
    WHERE s.PLHH BETWEEN 3 AND 6
        AND CAST(p.PLHH AS INTEGER) BETWEEN 3 AND 6
        AND covers(p.DATUMAANVANGHH, p.DATUMEINDEHH, reference_date())
),

helped AS (
    SELECT PERSOON AS MOEDER FROM receiving
    UNION
    SELECT MOEDER FROM by_partner
)

SELECT c.PERSOON, CASE WHEN h.MOEDER IS NULL THEN 'nee' ELSE 'ja' END AS NIVEAU
FROM cohort_at_risk AS c
INNER JOIN mother AS m ON m.MOEDER = c.MOEDER
LEFT JOIN helped AS h ON h.MOEDER = c.MOEDER
