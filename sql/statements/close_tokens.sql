-- Ends the tokens and sessions of somebody who has retired.
update tokens set ended_at = now(), ended_by = @ended_by where person = @person and ended_at is null returning token_id
