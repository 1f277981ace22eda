-- Records what became of cases.
insert into case_migration_results (migration_id, case_id, outcome, reason, reason_zh)
select @migration_id, * from unnest(@case_id::int8[], @outcome::text[], @reason::text[], @reason_zh::text[])
on conflict (migration_id, case_id) do update
  set outcome = excluded.outcome, reason = excluded.reason, reason_zh = excluded.reason_zh
