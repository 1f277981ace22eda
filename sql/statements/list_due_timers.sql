-- The next due timers of each lane, earliest first; no locks.
select t.lane, t.due_us, t.case_id, t.kind, t.tenant_id
from unnest($1::int2[], $2::int8[]) as l(lane, low)
cross join lateral (
  select * from timers where lane = l.lane and due_us >= l.low
    and due_us <= (extract(epoch from clock_timestamp()) * 1000000)::int8
  order by due_us, case_id limit $3
) t
