-- Lists those of these cases that lists show differently, or not at all.
select x.case_id
from unnest(@case_id::int8[], @workflow::text[], @version::int4[], @state::text[], @title::text[], @due::date[],
  @opened_at::timestamptz[], @ended_at::timestamptz[], @data::jsonb[], @lapse_us::int8[], @overdue_us::int8[],
  @opened_on::date[])
  as x(case_id, workflow, version, state, title, due, opened_at, ended_at, data, lapse_us, overdue_us,
    opened_on)
left join lateral (
  select c.workflow, v.version, c.state, v.title, c.due, v.opened_at, c.ended_at, v.data, c.lapse_us, c.overdue_us,
    v.opened_on
  from cases c join case_views v using (case_id)
  where c.case_id = x.case_id
  union all
  select workflow, version, state, title, due, opened_at, ended_at, data, lapse_us, overdue_us, opened_on
  from archived_cases
  where case_id = x.case_id
) v on true
where (x.workflow, x.version, x.state, x.title, x.due, x.opened_at, x.ended_at, x.data, x.lapse_us, x.overdue_us,
  x.opened_on)
  is distinct from (v.workflow, v.version, v.state, v.title, v.due, v.opened_at, v.ended_at, v.data, v.lapse_us,
  v.overdue_us, v.opened_on)
order by x.case_id
