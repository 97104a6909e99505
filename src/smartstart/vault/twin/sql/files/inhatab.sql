WITH source AS (
    SELECT *, CASE WHEN code = 15 THEN 14 WHEN code IS NULL OR code > 30 THEN 30 ELSE code END AS source,
        draw('unknown_income', hh * 64 + ${year} - 2000) < ${unknown_income} AS unknown,
        ${year} * 12 - coalesce(youngest, 0) >= 216 AS all_grown, ${year} * 12 - coalesce(oldest, 0) < 216 AS all_young,
        (${year} * 12 - eldest) // 12 >= 67 AS pension
    FROM income_${year} WHERE pid = main
),
ranked AS (
    SELECT *, CASE
        WHEN source = 22 THEN 1 + pick('percentile', hh * 1024 + ${year} // 3, 12)
        WHEN tenure = 3 THEN 3 + pick('percentile', hh * 1024 + ${year} // 3, 24)
        WHEN source IN (21, 23, 24, 26, 30) THEN 8 + pick('percentile', hh * 1024 + ${year} // 3, 50)
        WHEN tenure = 2 THEN 12 + pick('percentile', hh * 1024 + ${year} // 3, 70)
        ELSE 24 + pick('percentile', hh * 1024 + ${year} // 3, 77)
    END AS percentile
    FROM source
),
paid AS (
    SELECT *, CASE WHEN source = 13 AND draw('loss', hh * 64 + ${year} - 2000) < 20000 THEN -1200 ELSE 9000 + 400 * percentile END AS standardised,
        10 + 3 * (people - 1) AS tenths
    FROM ranked
)
SELECT pid, place, s AS RINPERSOONSHKW, r AS RINPERSOONHKW, people AS INHAHL,
    CASE WHEN kind = 8 THEN '3' WHEN source = 26 THEN '2' ELSE '1' END AS INHPOPIIV,
    CASE
        WHEN kind = 8 THEN '71'
        WHEN kind = 1 THEN CASE WHEN main % 16 = 2 THEN CASE WHEN pension THEN '12' ELSE '11' END ELSE CASE WHEN pension THEN '14' ELSE '13' END END
        WHEN kind IN (2, 3) THEN CASE WHEN people > 2 THEN '51' WHEN pension THEN '22' ELSE '21' END
        WHEN kind IN (4, 5) THEN CASE WHEN all_young THEN '31' WHEN all_grown THEN '33' ELSE '32' END
        WHEN kind = 6 THEN CASE WHEN all_young THEN '41' WHEN all_grown THEN '43' ELSE '42' END
        ELSE '58' END AS INHSAMHH,
    CASE WHEN unknown THEN '99' ELSE source::VARCHAR END AS INHBBIHJ,
    CASE WHEN unknown THEN '9' ELSE tenure::VARCHAR END AS INHEHALGR,
    CASE WHEN unknown THEN 9999999999 ELSE standardised * tenths // 10 * 14 // 10 END AS INHBRUTINKH,
    CASE WHEN unknown THEN 9999999999 ELSE standardised * tenths // 10 END AS INHBESTINKH,
    CASE WHEN unknown THEN 9999999999 ELSE standardised END AS INHGESTINKH,
    CASE WHEN kind = 8 THEN -2 WHEN unknown THEN -1 ELSE percentile END AS INHP100HGEST,
    CASE WHEN kind = 8 THEN -2 WHEN unknown THEN -1 ELSE percentile END AS INHP100HBEST,
    CASE WHEN kind = 8 THEN -2 WHEN unknown THEN -1 ELSE 62 + 4 * percentile END AS INHARMLAG,
    CASE WHEN kind = 8 THEN -2 WHEN unknown THEN -1 ELSE 70 + 4 * percentile END AS INHARMSOC
FROM paid
