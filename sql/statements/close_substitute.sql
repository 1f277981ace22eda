-- Ends a substitution before its time.
update substitutes set ended_at = clock_timestamp(), ended_by = $2
where substitute_id = $1 and ended_at is null returning substitute_id
