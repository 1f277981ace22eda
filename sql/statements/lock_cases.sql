-- Locks the cases of a batch by id, which is the order of all transactions, and reads each row as it is once it is
-- locked, with its place in the table. The row cannot change its place before the transaction ends.
select c.case_id, c.ctid, c.head, c.last_us, c.definition, c.doc
from (select unnest(@case_ids::int8[]) as case_id) as x
  join cases c using (case_id)
order by c.case_id for no key update of c
