-- Ends a token: whoever holds it is nobody from now on.
delete from tokens where token_id = $1 returning token_id
