-- Confirms an authenticator that waits for its first code.
update authenticators set confirmed_at = now(), last_step = @step, recovery = @recovery
where person = @person and confirmed_at is null
returning person
