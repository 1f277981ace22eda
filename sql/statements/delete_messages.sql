-- Deletes messages that were delivered.
delete from outbox o using unnest(@lane::int2[], @id::int8[]) as x(lane, id)
where o.lane = x.lane and o.id = x.id
