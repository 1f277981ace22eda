-- Locks the cases of a batch in the one order that every transaction keeps, by id, and reads each row as it is once it
-- is locked, with its place in the table: nobody can move it from there before the transaction ends.
select c.case_id, c.ctid, c.head, c.last_us, c.definition, c.doc
from (select unnest(@case_ids::int8[]) as case_id) as x
  join cases c using (case_id)
order by c.case_id for no key update of c
