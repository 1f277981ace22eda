-- Makes the table of a month a partition again; false if its lock cannot be had at once.
select attach_month(@month, @person)
