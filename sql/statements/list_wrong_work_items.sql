-- Lists those of these cases whose work items differ from the given ones.
with meant as (
  select * from unnest(@case_id::int8[], @track::int4[], @kind::text[], @assignee::text[], @due::date[],
    @lapse_us::int8[], @overdue_us::int8[])
), found as (
  select case_id, track, kind, assignee, due, lapse_us, overdue_us
  from work_items where case_id = any(@case_ids::int8[])
)
select distinct wrong.case_id
from ((table found except all table meant) union all (table meant except all table found)) as wrong
order by wrong.case_id
