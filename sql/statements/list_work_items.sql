-- The worklist of whoever holds these posts or names: what is due first, then what has waited longest.
select w.case_id, w.track, w.kind, w.assignee, w.due, c.workflow, c.state, v.title, w.workflow, w.version
from work_items w join cases c using (tenant_id, case_id) join case_views v using (tenant_id, case_id)
where w.tenant_id = $1 and w.assignee = any($2)
order by w.due nulls last, w.since_us, w.case_id, w.track limit $3
