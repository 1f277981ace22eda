-- Notes that a token was used, at most once a minute.
update tokens set used_at = now()
where hash = @hash and ended_at is null and (used_at is null or used_at < now() - interval '1 minute')
returning token_id
