-- Brings the lists up to date.
insert into case_views (tenant_id, case_id, workflow, version, state, title, due, opened_at, ended_at, data)
select * from unnest($1::int4[], $2::int8[], $3::text[], $4::int4[], $5::text[], $6::text[], $7::date[],
  $8::timestamptz[], $9::timestamptz[], $10::jsonb[])
on conflict (tenant_id, case_id) do update set version = excluded.version, state = excluded.state,
  title = excluded.title, due = excluded.due, ended_at = excluded.ended_at, data = excluded.data
