-- Begins the record of a migration; nothing where one to this version is under way.
insert into case_migrations (workflow, version, person, via) values ($1, $2, $3, $4)
on conflict (workflow, version) where ended_at is null do nothing returning migration_id
