-- Ends a token: its holder is unknown from now on.
delete from tokens where token_id = $1 returning token_id
