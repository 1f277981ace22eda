-- Makes the partition of history for the month of this day.
select make_events_partition(@day)::text
