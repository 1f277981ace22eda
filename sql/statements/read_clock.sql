-- A tenant's clock: the test clock if it has one, and the database's.
select clock_us, (extract(epoch from clock_timestamp()) * 1000000)::int8 from tenants where tenant_id = $1
