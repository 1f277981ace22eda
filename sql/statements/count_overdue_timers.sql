-- Counts the timers of the real clock that are overdue by more than this, up to 100,000, and tells how late the oldest
-- is.
with now as materialized (select (extract(epoch from clock_timestamp()) * 1000000)::int8 as us)
select count(*), coalesce(max((select us from now) - due_us), 0)
from generate_series(0, 63) as lane(lane)
cross join lateral (
  select due_us from timers where timers.lane = lane.lane and due_us < (select us from now) - @overdue_us::int8
  order by due_us limit 2000
) overdue
