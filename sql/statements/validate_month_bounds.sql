-- Looks whether a month's table holds what it may, while everybody reads it.
select validate_month(@month)::text
