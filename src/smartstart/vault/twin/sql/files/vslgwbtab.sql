WITH objects AS (SELECT DISTINCT object, bucket FROM address)
SELECT o.object AS pid, (o.object * 900000011 + ${offset}) % 999999999989 AS place,
    CASE WHEN draw('old_object', o.object) < 5000 THEN 'H' ELSE 'B' END AS SOORTOBJECTNUMMER,
    lpad(((o.object * 900000011 + ${offset}) % 999999999989)::VARCHAR, 32, '0') AS RINOBJECTNUMMER,
    CASE WHEN draw('unknown_area', o.object) < ${unknown_area} THEN '----' ELSE b.gem END AS GEM,
    CASE WHEN draw('unknown_area', o.object) < ${unknown_area} THEN '------' ELSE b.wc END AS WC,
    CASE WHEN draw('unknown_area', o.object) < ${unknown_area} THEN '--------' ELSE b.bc END AS BC
FROM objects AS o JOIN bucket AS b ON b.bucket = o.bucket
