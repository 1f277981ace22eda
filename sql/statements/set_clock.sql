-- Moves a tenant's test clock, never back; a tenant with cases on the real clock stays on it.
update tenants set clock_us = $2
where tenant_id = $1 and ((clock_us is null and not exists (select 1 from every_case_id where tenant_id = $1)) or clock_us <= $2)
returning clock_us
