-- The earliest timers of a tenant on a test clock, up to a moment.
select lane, due_us, case_id, kind, tenant_id from timers
where tenant_id = $1 and lane >= 64 and due_us <= $2
order by due_us, case_id, kind limit $3
