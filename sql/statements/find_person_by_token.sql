-- The person to whom a token belongs.
select person, token_id from tokens where tenant_id = $1 and hash = $2
