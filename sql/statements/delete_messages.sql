-- Takes away what was delivered.
delete from outbox o using unnest($1::int2[], $2::int8[]) as x(lane, id)
where o.lane = x.lane and o.id = x.id
