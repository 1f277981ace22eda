-- Lists cases of a migration of which it is not recorded whether they moved.
select case_id from case_migration_results
where migration_id = @migration_id and outcome = 'planned' order by case_id
