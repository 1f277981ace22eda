-- Ends a substitution before its time.
update substitutes set ended_at = clock_timestamp(), ended_by = $3
where tenant_id = $1 and substitute_id = $2 and ended_at is null returning substitute_id
