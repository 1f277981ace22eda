-- What became of each case of one migration.
select r.case_id,
  coalesce((select title from case_views v where v.tenant_id = r.tenant_id and v.case_id = r.case_id),
    (select title from archived_cases a where a.tenant_id = r.tenant_id and a.case_id = r.case_id), ''),
  r.outcome, r.reason, r.reason_zh
from case_migration_results r
where r.tenant_id = $1 and r.migration_id = $2 and r.case_id > $3 order by r.case_id limit $4
