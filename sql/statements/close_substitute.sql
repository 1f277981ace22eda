-- Ends a substitution before its last day.
update substitutes set ended_at = clock_timestamp(), ended_by = @ended_by
where substitute_id = @substitute_id and ended_at is null returning person, substitute
