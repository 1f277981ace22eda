-- Lists the dates that one migration changed, of cases that moved.
select d.case_id, d.track, d.subject, d.old_due, d.new_due, d.reason
from case_migration_dates d join case_migration_results r using (migration_id, case_id)
where d.migration_id = @migration_id and d.case_id = any(@case_ids::int8[]) and r.outcome <> 'refused'
order by d.case_id, d.track, d.subject
