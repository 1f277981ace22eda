-- Begins the record of a migration; inserts nothing if one to this version is under way.
insert into case_migrations (workflow, version, person, via) values (@workflow, @version, @person, @via)
on conflict (workflow, version) where ended_at is null do nothing returning migration_id
