-- Of these cases, those whose work items are not the given ones.
with meant as (
  select * from unnest($2::int8[], $3::int4[], $4::text[], $5::text[], $6::date[], $7::int8[], $8::int8[])
), found as (
  select case_id, track, kind, assignee, due, lapse_us, overdue_us
  from work_items where case_id = any($1::int8[])
)
select distinct wrong.case_id
from ((table found except all table meant) union all (table meant except all table found)) as wrong
order by wrong.case_id
