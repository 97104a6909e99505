-- One year: an episode starts when none was running at any moment of the year before (1 January included).
INSERT INTO episode
SELECT c.* FROM candidate AS c
WHERE c.year = ${year} AND NOT EXISTS (
    SELECT 1 FROM episode AS e WHERE e.pid = c.pid AND e.t >= make_date(${year} - 1, 1, 1)
);
