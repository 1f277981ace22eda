-- Locks the registers in key order, after the cases: two drawers wait for each other, and no number is lost.
select tenant_id, name, period, next from registers
where (tenant_id, name, period) in (select * from unnest($1::int4[], $2::text[], $3::int4[]))
order by tenant_id, name, period for update
