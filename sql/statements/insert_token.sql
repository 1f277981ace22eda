-- Keeps the hash of a token.
insert into tokens (tenant_id, person, hash) values ($1, $2, $3) returning token_id
