-- Everybody under 18 at the reference date, with the legal parents.
-- A birth counts from the first day of its month, so a child turns 18 on the first day of the month of its birthday.
-- Persons without a known month of birth are left out: their age is not known.
SELECT
    p.PERSOON,
    reference_month() - month_number(p.GBAGEBOORTEJAAR, p.GBAGEBOORTEMAAND) AS LEEFTIJD_MAANDEN,
    CAST(p.GBAGESLACHT AS VARCHAR) AS GBAGESLACHT,
    nullif(o.MOEDER, p.PERSOON) AS MOEDER,
    nullif(o.VADER, p.PERSOON) AS VADER
FROM gbapersoontab AS p
LEFT JOIN kindoudertab AS o ON o.PERSOON = p.PERSOON
WHERE reference_month() - month_number(p.GBAGEBOORTEJAAR, p.GBAGEBOORTEMAAND) >= 0
    AND completed_years(reference_month() - month_number(p.GBAGEBOORTEJAAR, p.GBAGEBOORTEMAAND)) < 18
