-- Brings the lists up to date with the data of cases.
insert into case_views (tenant_id, case_id, version, title, opened_at, data, opened_on)
select unnest($1::int4[]), unnest($2::int8[]), unnest($3::int4[]), unnest($4::text[]), unnest($5::timestamptz[]),
  unnest($6::jsonb[]), unnest($7::date[])
on conflict (tenant_id, case_id) do update set version = excluded.version, title = excluded.title, data = excluded.data
