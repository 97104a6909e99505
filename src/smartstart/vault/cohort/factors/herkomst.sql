-- Where the child was born, and if that is the Netherlands (6030): whether its parents were. This is "born in the
-- Netherlands" of CBS's classification of 2022. Both columns are in every version of the file. GBAGENERATIE (only in
-- older ones) is not used: its 0 also counts children born abroad to parents who were both born in the Netherlands.
SELECT
    c.PERSOON,
    CASE
        WHEN p.GBAGEBOORTELAND <> '6030' THEN 'zelf_buitenland'
        WHEN p.GBAGEBOORTELAND = '6030' AND p.GBAAANTALOUDERSBUITENLAND = '0' THEN 'zelf_en_ouders_nl'
        WHEN p.GBAGEBOORTELAND = '6030' AND p.GBAAANTALOUDERSBUITENLAND IN ('1', '2') THEN 'ouder_buitenland'
    END AS NIVEAU
FROM cohort_at_risk AS c
INNER JOIN gbapersoontab AS p ON p.PERSOON = c.PERSOON
