-- Lists waiting signals, the oldest of each lane first, without locks: one that is delivered twice is known by its
-- command id.
select s.lane, s.id, s.case_id, s.about, s.recipients, s.hops
from unnest(@lanes::int2[]) as l(lane)
cross join lateral (
  select * from outbox where lane = l.lane and topic = 'signal' order by id limit @limit
) s
