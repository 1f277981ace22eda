-- Writes back the next numbers.
update registers r set next = x.next
from unnest($1::int4[], $2::text[], $3::int4[], $4::int8[]) as x(tenant_id, name, period, next)
where r.tenant_id = x.tenant_id and r.name = x.name and r.period = x.period
