-- Takes a month out; false if its lock cannot be had at once.
select detach_month(@month)
