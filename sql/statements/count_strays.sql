-- Counts the events in the partition for months that have none of their own, up to 10,000.
select count(*) from (select from events_other limit 10000) strays
