-- Under which numbers a person stands in the files: its own, and for a few the same rows once more under a number
-- that cannot be linked. Three persons also stand under the stray numbers 0, 1 and nothing.
-- `place` orders all files: it follows the number, and sorts faster than text.
CREATE OR REPLACE TABLE identity AS
SELECT pid, s, r, coalesce(try_cast(r AS BIGINT), -1) * 2 + (s = 'R')::INTEGER AS place FROM (
    SELECT pid, 'R' AS s, rin AS r FROM person
    UNION ALL
    SELECT pid, 'F', lpad((10000 + (pid * 271828183 + ${offset}) % 999990000)::VARCHAR, 9, '0')
    FROM person WHERE draw('unlinkable', pid) < ${unlinkable}
    UNION ALL
    SELECT (${base} + ${families} + i) * 16 + 1, 'R', CASE i WHEN 0 THEN '0' WHEN 1 THEN '1' ELSE '' END
    FROM range(CASE WHEN ${block} = 0 THEN 3 ELSE 0 END) AS r(i)
);
