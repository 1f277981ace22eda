-- Events in the partition for what has none of its own, counted up to 10,000.
select count(*) from (select from events_other limit 10000) strays
