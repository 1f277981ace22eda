-- The clock of each tenant and the database's own, read after the locks.
select tenant_id, clock_us, (extract(epoch from clock_timestamp()) * 1000000)::int8 from tenants
where tenant_id = any($1)
