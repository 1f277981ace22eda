-- A migration has looked at every case.
update case_migrations set ended_at = clock_timestamp() where tenant_id = $1 and migration_id = $2 and ended_at is null
