-- Locks the cases of a batch in the one order that every transaction keeps, by id, and reads each row as it is once it
-- is locked, with its place in the table: nobody can move it from there before the transaction ends.
select c.case_id, c.ctid, c.head, c.last_us, c.definition, c.doc
from unnest($1::int4[], $2::int8[]) as x(tenant_id, case_id) join cases c using (tenant_id, case_id)
order by c.case_id for no key update of c
