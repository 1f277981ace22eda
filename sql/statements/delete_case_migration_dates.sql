-- Deletes the dates of plans that are about to be made again.
delete from case_migration_dates where migration_id = @migration_id and case_id = any(@case_ids::int8[])
