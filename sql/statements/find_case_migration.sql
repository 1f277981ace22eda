-- The migration to a version that is under way or was cut short.
select migration_id from case_migrations where tenant_id = $1 and workflow = $2 and version = $3 and ended_at is null
