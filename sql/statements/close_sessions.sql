-- Ends the sessions of a person that hold, except one that may be kept.
update tokens set ended_at = now(), ended_by = @ended_by
where person = @person and kind = 'session' and ended_at is null and expires_at > now()
  and token_id is distinct from @kept::int8
returning token_id
