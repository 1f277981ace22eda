-- Keeps the hash of a token.
insert into tokens (person, hash) values ($1, $2) returning token_id
