-- Records the plan for cases before they move; the row of a case that has moved does not change.
insert into case_migration_results (migration_id, case_id, outcome)
select @migration_id, x.case_id, 'planned' from unnest(@case_ids::int8[]) as x(case_id)
on conflict (migration_id, case_id) do update set outcome = 'planned', reason = '', reason_zh = ''
  where case_migration_results.outcome = 'refused'
