-- Takes away what was delivered.
delete from outbox o using unnest($1::int2[], $2::int8[], $3::int4[]) as x(lane, id, tenant_id)
where o.lane = x.lane and o.id = x.id and o.tenant_id = x.tenant_id
