-- Reads the locked cases; a second statement, hence a snapshot taken after the last lock was granted.
select c.tenant_id, c.case_id, c.head, c.last_us, c.definition, d.doc
from cases c join case_data d using (tenant_id, case_id)
where c.tenant_id = any($1) and c.case_id = any($2)
