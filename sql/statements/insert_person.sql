-- Adds a person, or changes the name and login of one.
insert into persons (tenant_id, person, name, uid) values ($1, $2, $3, $4)
on conflict (tenant_id, person) do update set name = excluded.name, uid = coalesce(excluded.uid, persons.uid)
