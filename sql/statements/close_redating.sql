-- Ends the record of a re-dating that went through.
update redatings set ended_at = clock_timestamp() where redating_id = @redating_id and ended_at is null
