-- Begins the record of a re-dating.
insert into redatings (editions, person, via) values (@editions, @person, @via) returning redating_id
