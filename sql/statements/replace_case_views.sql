-- Writes again what lists show of these cases, archived or not.
with meant as materialized (
  select * from unnest(@case_id::int8[], @workflow::text[], @version::int4[], @state::text[], @title::text[],
    @due::date[], @opened_at::timestamptz[], @ended_at::timestamptz[], @data::jsonb[], @lapse_us::int8[],
    @overdue_us::int8[], @opened_on::date[])
    as x(case_id, workflow, version, state, title, due, opened_at, ended_at, data, lapse_us, overdue_us,
      opened_on)
), archived as (
  update archived_cases a set workflow = m.workflow, version = m.version, state = m.state, title = m.title, due = m.due,
    lapse_us = m.lapse_us, overdue_us = m.overdue_us, opened_at = m.opened_at,
    opened_on = m.opened_on, ended_at = m.ended_at, data = m.data
  from meant m where a.case_id = m.case_id
), current as (
  update cases d set workflow = m.workflow, state = m.state, due = m.due, lapse_us = m.lapse_us,
    overdue_us = m.overdue_us, ended_at = m.ended_at
  from meant m where d.case_id = m.case_id
)
insert into case_views (case_id, version, title, opened_at, opened_on, data)
select m.case_id, m.version, m.title, m.opened_at, m.opened_on, m.data
from meant m join cases c using (case_id)
on conflict (case_id) do update set version = excluded.version, title = excluded.title,
  opened_at = excluded.opened_at, opened_on = excluded.opened_on, data = excluded.data
