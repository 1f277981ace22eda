-- Begins the record of a re-dating.
insert into redatings (tenant_id, editions, person, via) values ($1, $2, $3, $4) returning redating_id
