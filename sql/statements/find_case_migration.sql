-- Finds the migration to a version that is under way or was cut short.
select migration_id from case_migrations where workflow = @workflow and version = @version and ended_at is null
