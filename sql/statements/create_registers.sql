-- Makes sure that the registers a batch may draw from exist, so that they can be locked.
insert into registers (tenant_id, name, period, next)
select x.tenant_id, x.name, x.period, 1 from unnest($1::int4[], $2::text[], $3::int4[]) as x(tenant_id, name, period)
order by 1, 2, 3
on conflict do nothing
