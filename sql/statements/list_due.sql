-- Open cases in the order of their next due date.
select d.case_id, d.workflow, v.version, d.state, v.title, d.due, v.opened_at, d.ended_at, v.data::text
from case_data d join case_views v using (tenant_id, case_id)
where d.tenant_id = $1 and d.due is not null and d.due <= $2 order by d.due, d.case_id limit $3
