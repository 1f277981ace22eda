-- Completes the record of a re-dating.
update redatings set ended_at = clock_timestamp() where redating_id = @redating_id and ended_at is null
