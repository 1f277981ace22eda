-- Moves the cases on, each only from the event at which it was read (compare and set), where its row was found under the
-- lock.
with moved as (
  update cases c set seq = x.seq, head = x.head, last_us = x.last_us, doc = x.doc, state = x.state, since_us = x.since_us,
    due = x.due, ended_at = x.ended_at
  from unnest($1::int4[], $2::int8[], $3::tid[], $4::int8[], $5::int8[], $6::bytea[], $7::int8[], $8::bytea[],
    $9::text[], $10::int8[], $11::date[], $12::timestamptz[])
    as x(tenant_id, case_id, place, old_seq, seq, head, last_us, doc, state, since_us, due, ended_at)
  where c.ctid = x.place and c.tenant_id = x.tenant_id and c.case_id = x.case_id and c.seq = x.old_seq
  returning 1
)
select require_rows(count(*), $13) from moved
