-- Moves the office's test clock, never back. An office with cases on the real clock stays on it.
update office set clock_us = @clock_us
where (clock_us is null and not exists (select 1 from every_case_id)) or clock_us <= @clock_us
returning clock_us
