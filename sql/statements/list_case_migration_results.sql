-- What became of each case of one migration.
select r.case_id, coalesce(v.title, ''), r.outcome, r.reason, r.reason_zh
from case_migration_results r left join case_views v using (tenant_id, case_id)
where r.tenant_id = $1 and r.migration_id = $2 and r.case_id > $3 order by r.case_id limit $4
