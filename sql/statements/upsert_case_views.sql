-- Brings the lists up to date with the data of cases.
insert into case_views (case_id, version, title, opened_at, data, opened_on)
select unnest($1::int8[]), unnest($2::int4[]), unnest($3::text[]), unnest($4::timestamptz[]), unnest($5::jsonb[]),
  unnest($6::date[])
on conflict (case_id) do update set version = excluded.version, title = excluded.title, data = excluded.data
