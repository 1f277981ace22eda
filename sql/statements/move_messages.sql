-- Moves messages that will never be delivered to the dead letters, with the reason.
with gone as (
  delete from outbox o using unnest(@lane::int2[], @id::int8[], @reason::text[]) as x(lane, id, reason)
  where o.lane = x.lane and o.id = x.id
  returning o.*, x.reason
)
insert into outbox_dead (lane, id, case_id, seq, at, track, topic, about, recipients, reason)
select lane, id, case_id, seq, at, track, topic, about, recipients, reason from gone
on conflict do nothing
