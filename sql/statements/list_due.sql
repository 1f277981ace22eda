-- Open cases in the order of their next due date; of one day those that have stood longest where they are.
select c.case_id, c.workflow, v.version, c.state, v.title, c.due, v.opened_at, c.ended_at, v.data::text
from cases c join case_views v using (tenant_id, case_id)
where c.tenant_id = $1 and c.due is not null and c.due <= $2 order by c.due, c.since_us, c.case_id limit $3
