-- Lists all migrations with what became of their cases, the newest first.
select m.migration_id, m.workflow, m.version, m.person, m.via, m.started_at, m.ended_at,
  count(r.case_id) filter (where r.outcome = 'moved'), count(r.case_id) filter (where r.outcome = 'refused'),
  count(r.case_id) filter (where r.outcome = 'planned')
from case_migrations m left join case_migration_results r using (migration_id)
where @before::int8 is null or m.migration_id < @before
group by m.migration_id order by m.migration_id desc limit @limit
