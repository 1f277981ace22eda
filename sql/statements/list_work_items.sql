-- The worklist of whoever holds these posts or names.
select w.case_id, w.track, w.kind, w.assignee, w.due, d.workflow, d.state, v.title, w.workflow, w.version
from work_items w join case_data d using (tenant_id, case_id) join case_views v using (tenant_id, case_id)
where w.tenant_id = $1 and w.assignee = any($2)
order by w.due nulls last, w.case_id, w.track limit $3
