-- Adds a person, or changes the name and login of one.
insert into persons (person, name, uid) values (@person, @name, @uid)
on conflict (person) do update set name = excluded.name, uid = excluded.uid
