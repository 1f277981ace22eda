-- Makes the partition of history for the month of this day.
select make_events_partition($1)::text
