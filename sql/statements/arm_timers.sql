-- Arms those of these timers that are not armed, in the lane that the office's clock decides.
insert into timers (lane, due_us, case_id, key)
select x.lane + case when o.clock_us is null then 0 else 64 end, x.due_us, x.case_id, x.key
from unnest(@lane::int2[], @due_us::int8[], @case_id::int8[], @key::text[]) as x(lane, due_us, case_id, key)
cross join office o
on conflict do nothing
