-- Says how far a long act is and that somebody works on it, and asks whether it is to stop.
update operations set seen_at = clock_timestamp(), progress = coalesce(@progress, progress)
where operation_id = @operation_id and outcome is null returning cancelled_via is not null
