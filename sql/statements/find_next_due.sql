-- When the earliest timer of each lane from its low-water mark on is due, and what the database's clock says.
select l.lane, t.due_us, (extract(epoch from clock_timestamp()) * 1000000)::int8
from unnest(@lane::int2[], @low::int8[]) as l(lane, low)
left join lateral (
  select due_us from timers where lane = l.lane and due_us >= l.low order by due_us limit 1
) t on true
