-- Ends the record of a re-dating that went through.
update redatings set ended_at = clock_timestamp() where tenant_id = $1 and redating_id = $2 and ended_at is null
