-- Records what became of cases.
insert into case_migration_results (migration_id, case_id, outcome, reason, reason_zh)
select $1, * from unnest($2::int8[], $3::text[], $4::text[], $5::text[])
on conflict (migration_id, case_id) do update
  set outcome = excluded.outcome, reason = excluded.reason, reason_zh = excluded.reason_zh
