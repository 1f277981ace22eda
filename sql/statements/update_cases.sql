-- Moves the cases on, each only from the event at which it was read (compare and set), where the lock found its row.
with moved as (
  update cases c set seq = x.seq, head = x.head, last_us = x.last_us
  from unnest($1::tid[], $2::int4[], $3::int8[], $4::int8[], $5::int8[], $6::bytea[], $7::int8[])
    as x(place, tenant_id, case_id, old_seq, seq, head, last_us)
  where c.ctid = x.place and c.tenant_id = x.tenant_id and c.case_id = x.case_id and c.seq = x.old_seq
  returning 1
)
select require_rows(count(*), $8) from moved
