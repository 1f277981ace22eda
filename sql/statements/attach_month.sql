-- Makes the table of a month a partition again; returns false if the locks are not free at once.
select attach_month(@month, @person)
