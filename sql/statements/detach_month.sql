-- Takes a month out; returns false if the lock is not free at once.
select detach_month(@month)
