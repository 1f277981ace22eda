-- Writes back the next numbers.
update registers r set next = x.next
from unnest($1::text[], $2::int4[], $3::int8[]) as x(name, period, next)
where r.name = x.name and r.period = x.period
