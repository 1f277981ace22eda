-- The migration to a version that is under way or was cut short.
select migration_id from case_migrations where workflow = $1 and version = $2 and ended_at is null
