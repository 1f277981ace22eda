-- Open cases in the order of their next due date.
select case_id, workflow, version, state, title, due, opened_at, ended_at, data::text from case_views
where tenant_id = $1 and due is not null and due <= $2 order by due, case_id limit $3
