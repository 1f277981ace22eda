-- Reads the office's test clock, if it has one, and the database's clock. In a batch they are read after the locks.
select clock_us, (extract(epoch from clock_timestamp()) * 1000000)::int8 from office
