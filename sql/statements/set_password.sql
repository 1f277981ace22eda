-- Sets the password of a person, and keeps the hashes of the last ten.
insert into passwords (person, hash, is_initial) values (@person, @hash, @is_initial)
on conflict (person) do update
set hash = excluded.hash, is_initial = excluded.is_initial, set_at = now(),
  earlier = (array_prepend(passwords.hash, passwords.earlier))[1:10]
returning person
