-- Completes the record of a migration when it has looked at every case.
update case_migrations set ended_at = clock_timestamp() where migration_id = @migration_id and ended_at is null
