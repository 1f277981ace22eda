-- Deletes those of these timers that still exist, and returns them. The cases are locked already.
delete from timers t
using (
  select unnest(@lane::int2[]) as lane, unnest(@due_us::int8[]) as due_us, unnest(@case_id::int8[]) as case_id,
    unnest(@key::text[]) as key
) as x
where t.lane = x.lane and t.due_us = x.due_us and t.case_id = x.case_id and t.key = x.key
returning t.lane, t.due_us, t.case_id, t.key
