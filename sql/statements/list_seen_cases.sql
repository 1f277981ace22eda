-- Lists, of the cases that somebody may see who may see few, those of a workflow, a state, words in their data, and
-- whether they are overdue at a moment, by number.
with seen as materialized (
  select distinct case_id from case_readers where reader = any(@readers::text[]) and case_id > @after
)
select case_id, workflow, version, state, title, due, opened_at, ended_at, data::text, lapse_us, overdue_us, opened_on
from (
  select c.case_id, c.workflow, v.version, c.state, v.title, c.due, v.opened_at, c.ended_at, v.data, c.lapse_us,
    c.overdue_us, v.opened_on
  from seen join cases c using (case_id) join case_views v using (case_id)
  union all
  select case_id, workflow, version, state, title, due, opened_at, ended_at, data, lapse_us, overdue_us, opened_on
  from seen join archived_cases using (case_id)
) l
where (@workflow::text is null or workflow = @workflow) and (@state::text is null or state = @state)
  and (@text::text is null or exists (
    select from jsonb_each_text(data) t
    where strpos(lower(t.value), lower(@text)) > 0 and t.key <> all(@unsearched::text[])))
  and (@overdue_at::int8 is null or overdue_us <= @overdue_at)
order by case_id limit @limit
