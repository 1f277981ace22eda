-- Forgets the dates of plans that are about to be made anew.
delete from case_migration_dates where tenant_id = $1 and migration_id = $2 and case_id = any($3::int8[])
