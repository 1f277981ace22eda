-- Updates what lists show of cases with the data of these cases.
insert into case_views (case_id, version, title, opened_at, data, opened_on)
select unnest(@case_id::int8[]), unnest(@version::int4[]), unnest(@title::text[]), unnest(@opened_at::timestamptz[]),
  unnest(@data::jsonb[]), unnest(@opened_on::date[])
on conflict (case_id) do update set version = excluded.version, title = excluded.title, data = excluded.data
