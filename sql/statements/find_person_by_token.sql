-- The person to whom a token belongs.
select person, token_id from tokens where hash = $1
