-- The words that all templates share. Whatever an engine may read differently (dates, division, order within
-- a group) stands here and nowhere else; the templates use these words and plain SQL only.

-- Months since the year 0. Births are known to the month (GBAGEBOORTEDAG is always 01).
CREATE OR REPLACE TEMP MACRO month_number(birth_year, birth_month) AS
    CAST(birth_year AS INTEGER) * 12 + CAST(birth_month AS INTEGER) - 1;

-- Age in completed years from an age in months: no date arithmetic, so no engine can count a year too many.
CREATE OR REPLACE TEMP MACRO completed_years(age_in_months) AS age_in_months // 12;

-- A spell covers a day; both its ends belong to it. A spell without an end is still running.
CREATE OR REPLACE TEMP MACRO covers(first_day, last_day, day) AS
    (first_day <= day AND coalesce(last_day, DATE '9999-12-31') >= day);

-- Two spells share at least one day. Both comparisons must hold: with OR any two spells would overlap.
CREATE OR REPLACE TEMP MACRO overlap(first_a, last_a, first_b, last_b) AS
    (first_a <= last_b AND first_b <= last_a);

-- The state that began last. Spells of one person should not overlap; where they do, the later one counts.
CREATE OR REPLACE TEMP MACRO last_state(state, first_day) AS
    nullif(max(struct_pack(began := first_day, state := coalesce(CAST(state AS VARCHAR), ''))).state, '');

-- Days from one day to a later one.
CREATE OR REPLACE TEMP MACRO days_between(first_day, later_day) AS date_diff('day', first_day, later_day);
