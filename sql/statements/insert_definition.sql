-- Publishes a version; what stands there already stays.
insert into definitions (kind, name, version, digest, source) values ($1, $2, $3, $4, $5)
on conflict do nothing
