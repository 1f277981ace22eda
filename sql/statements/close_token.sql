-- Ends a token, so that its holder is unknown from now on.
update tokens set ended_at = now(), ended_by = @ended_by where token_id = @token_id and ended_at is null
returning person, kind
