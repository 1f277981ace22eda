-- Brings the lists up to date with the data of cases.
insert into case_views (tenant_id, case_id, version, title, opened_at, data)
select * from unnest($1::int4[], $2::int8[], $3::int4[], $4::text[], $5::timestamptz[], $6::jsonb[])
on conflict (tenant_id, case_id) do update set version = excluded.version, title = excluded.title, data = excluded.data
