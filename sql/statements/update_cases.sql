-- Moves the cases on, each only from the event at which it was read (compare and set), where its row was found under the
-- lock.
with moved as (
  update cases c set seq = x.seq, head = x.head, last_us = x.last_us, doc = x.doc, state = x.state, since_us = x.since_us,
    due = x.due, lapse_us = x.lapse_us, overdue_us = x.overdue_us, ended_at = x.ended_at
  from (
    select unnest($1::int8[]) as case_id, unnest($2::tid[]) as ctid, unnest($3::int8[]) as old_seq,
      unnest($4::int8[]) as seq, unnest($5::bytea[]) as head, unnest($6::int8[]) as last_us, unnest($7::bytea[]) as doc,
      unnest($8::text[]) as state, unnest($9::int8[]) as since_us, unnest($10::date[]) as due,
      unnest($11::int8[]) as lapse_us, unnest($12::int8[]) as overdue_us,
      unnest($13::timestamptz[]) as ended_at
  ) as x
  where c.ctid = x.ctid and c.case_id = x.case_id and c.seq = x.old_seq
  returning 1
)
select require_rows(count(*), $14) from moved
