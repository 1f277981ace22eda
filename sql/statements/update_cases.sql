-- Moves the cases on, each only from the event at which it was read (compare and set), where its row was found under the
-- lock.
with moved as (
  update cases c set seq = x.seq, head = x.head, last_us = x.last_us, doc = x.doc, state = x.state, since_us = x.since_us,
    due = x.due, lapse_us = x.lapse_us, overdue_us = x.overdue_us, ended_at = x.ended_at
  from (
    select unnest($1::int4[]) as tenant_id, unnest($2::int8[]) as case_id, unnest($3::tid[]) as place,
      unnest($4::int8[]) as old_seq, unnest($5::int8[]) as seq, unnest($6::bytea[]) as head,
      unnest($7::int8[]) as last_us, unnest($8::bytea[]) as doc, unnest($9::text[]) as state,
      unnest($10::int8[]) as since_us, unnest($11::date[]) as due, unnest($12::int8[]) as lapse_us,
      unnest($13::int8[]) as overdue_us, unnest($14::timestamptz[]) as ended_at
  ) as x
  where c.ctid = x.place and c.tenant_id = x.tenant_id and c.case_id = x.case_id and c.seq = x.old_seq
  returning 1
)
select require_rows(count(*), $15) from moved
