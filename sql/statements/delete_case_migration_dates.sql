-- Deletes the dates of plans that are about to be made again.
delete from case_migration_dates where migration_id = $1 and case_id = any($2::int8[])
