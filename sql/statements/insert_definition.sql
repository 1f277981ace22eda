-- Publishes a version; what stands there already stays.
insert into definitions (kind, name, version, digest, source) values (@kind, @name, @version, @digest, @source)
on conflict do nothing
