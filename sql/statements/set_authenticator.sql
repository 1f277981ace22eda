-- Gives a person an authenticator, unless a confirmed one is there.
insert into authenticators (person, secret) values (@person, @secret)
on conflict (person) do update set secret = excluded.secret, last_step = 0 where authenticators.confirmed_at is null
returning person
