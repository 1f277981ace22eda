-- Reads what a person signs in with: the hash of the password, and the secret of the authenticator.
select p.person, p.name, w.hash, coalesce(w.is_initial, false), coalesce(extract(epoch from now() - w.set_at)::int8, 0),
  coalesce(w.earlier, '{}'), a.secret, a.confirmed_at is not null, coalesce(a.last_step, 0),
  coalesce(cardinality(a.recovery), 0)::int8, p.first_day, p.last_day
from persons p left join passwords w using (person) left join authenticators a using (person)
where p.person = @person
