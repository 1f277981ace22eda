-- Adds a person, or changes the name and login of one.
insert into persons (person, name, uid) values ($1, $2, $3)
on conflict (person) do update set name = excluded.name, uid = coalesce(excluded.uid, persons.uid)
