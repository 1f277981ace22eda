-- Lists what became of each case of one migration.
select r.case_id,
  coalesce((select title from case_views v where v.case_id = r.case_id),
    (select title from archived_cases a where a.case_id = r.case_id), ''),
  r.outcome, r.reason, r.reason_zh
from case_migration_results r
where r.migration_id = @migration_id and r.case_id > @after order by r.case_id limit @limit
