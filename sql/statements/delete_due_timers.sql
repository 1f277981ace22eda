-- Takes the timers that are really still there; the cases are locked already.
delete from timers t
using (
  select unnest($1::int2[]) as lane, unnest($2::int8[]) as due_us, unnest($3::int8[]) as case_id,
    unnest($4::text[]) as key
) as x
where t.lane = x.lane and t.due_us = x.due_us and t.case_id = x.case_id and t.key = x.key
returning t.lane, t.due_us, t.case_id, t.key
