-- All tenants.
select tenant_id, name, clock_us from tenants order by tenant_id
