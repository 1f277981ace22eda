-- Lists, of the open cases that somebody may see who may see few, those whose next terms lapse, as list_due does.
with seen as materialized (
  select distinct case_id from case_readers where reader = any(@readers::text[])
)
select c.case_id, c.workflow, v.version, c.state, v.title, c.due, v.opened_at, c.ended_at, v.data::text, c.lapse_us,
  c.overdue_us, v.opened_on, c.since_us
from seen join cases c using (case_id) join case_views v using (case_id)
where c.lapse_us is not null and c.due <= @day and c.lapse_us <= @last_lapse
  and (@after_lapse::int8 is null
    or (c.lapse_us, c.since_us, c.case_id) > (@after_lapse, @after_since::int8, @after::int8))
order by c.lapse_us, c.since_us, c.case_id limit @limit
