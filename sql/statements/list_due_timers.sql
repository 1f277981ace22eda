-- Lists the next due timers of each lane, the earliest first, without locks. The clock is read once: if it were
-- compared with each row, it would not bound the index scan, and all timers that are not due yet would be read. A lane
-- whose lease has passed to another daemon, so that its epoch differs, gives no timers; without an epoch the lease is
-- not checked. Of the timers of one moment those from a case on are read, so that a million of them are not read again
-- for every batch.
select t.lane, t.due_us, t.case_id, t.key
from unnest(@lane::int2[], @low::int8[], @epoch::int8[], @first::int8[]) as l(lane, low, epoch, first)
cross join lateral (
  select * from timers where lane = l.lane and (due_us, case_id) >= (l.low, l.first)
    and due_us <= (select (extract(epoch from clock_timestamp()) * 1000000)::int8)
  order by due_us, case_id limit @limit
) t
where l.epoch is null or exists (select from lanes o where o.lane = l.lane and o.epoch = l.epoch)
