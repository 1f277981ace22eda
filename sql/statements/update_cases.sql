-- Moves the cases on, each only from the event at which it was read (compare and set), and writes the new states with
-- where the cases stand, each where its row was found under the lock.
with moved as (
  update cases c set seq = x.seq, head = x.head, last_us = x.last_us
  from unnest($1::int4[], $2::int8[], $3::tid[], $4::int8[], $5::int8[], $6::bytea[], $7::int8[])
    as x(tenant_id, case_id, place, old_seq, seq, head, last_us)
  where c.ctid = x.place and c.tenant_id = x.tenant_id and c.case_id = x.case_id and c.seq = x.old_seq
  returning 1
), written as (
  update case_data d set doc = x.doc, state = x.state, due = x.due, ended_at = x.ended_at
  from unnest($1::int4[], $2::int8[], $8::tid[], $9::bytea[], $10::text[], $11::date[], $12::timestamptz[])
    as x(tenant_id, case_id, place, doc, state, due, ended_at)
  where d.ctid = x.place and d.tenant_id = x.tenant_id and d.case_id = x.case_id
  returning 1
)
select require_rows((select count(*) from moved), $13), require_rows((select count(*) from written), $13)
