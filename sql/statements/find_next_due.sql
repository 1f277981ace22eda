-- When the earliest timer of each lane is due, and what the database's clock says.
select l.lane, t.due_us, (extract(epoch from clock_timestamp()) * 1000000)::int8
from unnest($1::int2[]) as l(lane)
cross join lateral (select min(due_us) as due_us from timers where lane = l.lane) t
