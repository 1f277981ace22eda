-- Records what became of cases.
insert into case_migration_results (tenant_id, migration_id, case_id, outcome, reason, reason_zh)
select $1, $2, * from unnest($3::int8[], $4::text[], $5::text[], $6::text[])
on conflict (tenant_id, migration_id, case_id) do update
  set outcome = excluded.outcome, reason = excluded.reason, reason_zh = excluded.reason_zh
