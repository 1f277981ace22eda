-- Adds the cases that a batch opens, with their states and where they stand.
with opened as (
  insert into cases (tenant_id, case_id, seq, head, last_us, definition)
  select * from unnest($1::int4[], $2::int8[], $3::int8[], $4::bytea[], $5::int8[], $6::bytea[])
)
insert into case_data (tenant_id, case_id, doc, state, due, ended_at, workflow)
select * from unnest($1::int4[], $2::int8[], $7::bytea[], $8::text[], $9::date[], $10::timestamptz[], $11::text[])
