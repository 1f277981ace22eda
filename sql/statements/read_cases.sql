-- Reads the locked cases; a second statement, hence a snapshot taken after the last lock was granted.
select c.tenant_id, c.case_id, c.head, c.last_us, c.definition, d.doc
from unnest($1::int4[], $2::int8[]) as x(tenant_id, case_id)
join cases c using (tenant_id, case_id) join case_data d using (tenant_id, case_id)
