-- Says of a month's table what it may hold; false if its lock cannot be had at once.
select bound_month(@month)
