-- Deletes a token, so that its holder is unknown from now on.
delete from tokens where token_id = @token_id returning person
