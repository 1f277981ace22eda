-- Adds the hash of a token, with what it is for and until when it holds.
insert into tokens (person, hash, kind, name, scope, address, created_by, expires_at, idle_seconds)
values (@person, @hash, @kind, @name, @scope, @address, @created_by, now() + @lifetime::int8 * interval '1 second',
  @idle_seconds)
returning token_id, kind, person, name, scope, address, created_at, created_by, expires_at, null::int8, null::int8,
  null::text, true
