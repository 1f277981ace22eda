-- Deletes a daemon that ends, and those that have not renewed their rows for a day.
delete from daemons where daemon_id = @daemon_id or seen_at < clock_timestamp() - interval '1 day'
