-- Checks whether a month's table keeps its bounds, while it can be read.
select validate_month(@month)::text
