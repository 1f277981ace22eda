-- A tenant by name.
select tenant_id from tenants where name = $1
