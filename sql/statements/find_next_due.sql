-- Finds when the earliest timer of each lane is due, from the lane's low-water mark on, and reads the database's clock.
select l.lane, t.due_us, (extract(epoch from clock_timestamp()) * 1000000)::int8
from unnest(@lane::int2[], @low::int8[]) as l(lane, low)
left join lateral (
  select due_us from timers where lane = l.lane and due_us >= l.low order by due_us limit 1
) t on true
