-- Writes the new states, and where the cases stand with them, each where its row was read.
with moved as (
  update case_data d set doc = x.doc, state = x.state, due = x.due, ended_at = x.ended_at
  from unnest($1::tid[], $2::int4[], $3::int8[], $4::bytea[], $5::text[], $6::date[], $7::timestamptz[])
    as x(place, tenant_id, case_id, doc, state, due, ended_at)
  where d.ctid = x.place and d.tenant_id = x.tenant_id and d.case_id = x.case_id
  returning 1
)
select require_rows(count(*), $8) from moved
