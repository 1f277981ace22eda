-- Adds the hash of a token.
insert into tokens (person, hash) values (@person, @hash) returning token_id
