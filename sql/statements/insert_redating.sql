-- Begins the record of a re-dating.
insert into redatings (editions, person, via) values ($1, $2, $3) returning redating_id
