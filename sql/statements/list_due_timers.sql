-- The next due timers of each lane, earliest first; no locks. The clock is read once: compared with row by row, it would
-- not bound the index scan, and every timer that is not due yet would be walked. A lane whose lease has passed to
-- another daemon since (its epoch is another) gives nothing; without an epoch the lease is not asked for. Of timers of one instant those from a case on are read, so that a
-- million of them are not walked again for every batch.
select t.lane, t.due_us, t.case_id, t.key
from unnest(@lane::int2[], @low::int8[], @epoch::int8[], @first::int8[]) as l(lane, low, epoch, first)
cross join lateral (
  select * from timers where lane = l.lane and (due_us, case_id) >= (l.low, l.first)
    and due_us <= (select (extract(epoch from clock_timestamp()) * 1000000)::int8)
  order by due_us, case_id limit @limit
) t
where l.epoch is null or exists (select from lanes o where o.lane = l.lane and o.epoch = l.epoch)
