-- Ends a token: whoever holds it is nobody from now on.
delete from tokens where tenant_id = $1 and token_id = $2 returning token_id
