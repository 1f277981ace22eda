-- Updates cases, each only from the event at which it was read (compare and set), and at the place where its row was
-- found under the lock.
with moved as (
  update cases c set seq = x.seq, head = x.head, last_us = x.last_us, doc = x.doc, state = x.state, since_us = x.since_us,
    due = x.due, lapse_us = x.lapse_us, overdue_us = x.overdue_us, ended_at = x.ended_at
  from (
    select unnest(@case_id::int8[]) as case_id, unnest(@ctid::tid[]) as ctid, unnest(@old_seq::int8[]) as old_seq,
      unnest(@seq::int8[]) as seq, unnest(@head::bytea[]) as head, unnest(@last_us::int8[]) as last_us,
      unnest(@doc::bytea[]) as doc, unnest(@state::text[]) as state, unnest(@since_us::int8[]) as since_us,
      unnest(@due::date[]) as due, unnest(@lapse_us::int8[]) as lapse_us, unnest(@overdue_us::int8[]) as overdue_us,
      unnest(@ended_at::timestamptz[]) as ended_at
  ) as x
  where c.ctid = x.ctid and c.case_id = x.case_id and c.seq = x.old_seq
  returning 1
)
select require_rows(count(*), @count) from moved
