-- Moves the cases on, each only from the event at which it was read (compare and set).
with moved as (
  update cases c set seq = x.seq, head = x.head, last_us = x.last_us
  from unnest($1::int4[], $2::int8[], $3::int8[], $4::int8[], $5::bytea[], $6::int8[])
    as x(tenant_id, case_id, old_seq, seq, head, last_us)
  where c.tenant_id = x.tenant_id and c.case_id = x.case_id and c.seq = x.old_seq
  returning 1
)
select require_rows(count(*), $7) from moved
