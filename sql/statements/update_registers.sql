-- Writes back the next numbers of registers.
update registers r set next = x.next
from unnest(@name::text[], @period::int4[], @next::int8[]) as x(name, period, next)
where r.name = x.name and r.period = x.period
