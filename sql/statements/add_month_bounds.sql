-- Adds the bounds of its month to a month's table; returns false if the lock is not free at once.
select bound_month(@month)
