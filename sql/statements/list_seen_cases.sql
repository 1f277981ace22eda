-- Lists, of the cases that somebody may see who may see few, those of a workflow, a state, words in their data, and
-- whether they are overdue at a moment, by number. Each case is read by its number, from the first on, until the page is
-- full. Without `offset 0` the planner may join the tables, and then reads all cases that somebody may see.
select l.case_id, workflow, version, state, title, due, opened_at, ended_at, data::text, lapse_us, overdue_us, opened_on
from (
  select distinct case_id from case_readers where reader = any(@readers::text[]) and case_id > @after order by case_id
) seen
cross join lateral (
  select c.case_id, c.workflow, v.version, c.state, v.title, c.due, v.opened_at, c.ended_at, v.data, c.lapse_us,
    c.overdue_us, v.opened_on
  from cases c
  cross join lateral (
    select version, title, opened_at, opened_on, data from case_views where case_id = c.case_id offset 0
  ) v
  where c.case_id = seen.case_id and (@workflow::text is null or c.workflow = @workflow)
    and (@state::text is null or c.state = @state) and (@overdue_at::int8 is null or c.overdue_us <= @overdue_at)
  union all
  select case_id, workflow, version, state, title, due, opened_at, ended_at, data, lapse_us, overdue_us, opened_on
  from archived_cases
  where case_id = seen.case_id and (@workflow::text is null or workflow = @workflow)
    and (@state::text is null or state = @state) and (@overdue_at::int8 is null or overdue_us <= @overdue_at)
  offset 0
) l
where @text::text is null or exists (
  select from jsonb_each_text(data) t
  where strpos(lower(t.value), lower(@text)) > 0 and t.key <> all(@unsearched::text[]))
order by seen.case_id limit @limit
