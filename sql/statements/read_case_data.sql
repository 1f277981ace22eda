-- Reads the states of the locked cases, with the places of their rows; a second statement, hence a snapshot taken after
-- the last lock was granted.
select d.case_id, d.ctid, d.doc
from unnest($1::int4[], $2::int8[]) as x(tenant_id, case_id) join case_data d using (tenant_id, case_id)
