-- Of these cases, those whose work items are not the given ones.
with meant as (
  select * from unnest($3::int8[], $4::int4[], $5::text[], $6::text[], $7::date[], $8::int8[], $9::int8[])
), found as (
  select case_id, track, kind, assignee, due, lapse_us, overdue_us
  from work_items where tenant_id = $1 and case_id = any($2::int8[])
)
select distinct wrong.case_id
from ((table found except all table meant) union all (table meant except all table found)) as wrong
order by wrong.case_id
