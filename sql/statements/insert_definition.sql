-- Publishes a version; one that is published already does not change.
insert into definitions (kind, name, version, digest, source) values (@kind, @name, @version, @digest, @source)
on conflict do nothing
