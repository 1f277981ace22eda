-- The office's clock: the test clock if it has one, and the database's; in a batch it is read after the locks.
select clock_us, (extract(epoch from clock_timestamp()) * 1000000)::int8 from office
