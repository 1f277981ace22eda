-- Lists, of the cases that somebody may see who may see few, those of one state of a workflow that have words in their
-- data, or are overdue at a moment; those that entered the state first come first.
with seen as materialized (
  select distinct case_id from case_readers where reader = any(@readers::text[])
)
select case_id, workflow, version, state, title, due, opened_at, ended_at, data::text, lapse_us, overdue_us, opened_on, since_us
from (
  select c.case_id, c.workflow, v.version, c.state, v.title, c.due, v.opened_at, c.ended_at, v.data, c.lapse_us,
    c.overdue_us, v.opened_on, c.since_us
  from seen join cases c using (case_id) join case_views v using (case_id)
  where c.workflow = @workflow and c.state = @state
  union all
  select case_id, workflow, version, state, title, due, opened_at, ended_at, data, lapse_us, overdue_us, opened_on,
    last_us
  from seen join archived_cases using (case_id)
  where workflow = @workflow and state = @state
) l
where (since_us, case_id) > (@after_since, @after)
  and (@text::text is null or exists (
    select from jsonb_each_text(data) t
    where strpos(lower(t.value), lower(@text)) > 0 and t.key <> all(@unsearched::text[])))
  and (@overdue_at::int8 is null or overdue_us <= @overdue_at)
order by since_us, case_id limit @limit
