-- Adds the cases that a batch opens.
insert into cases (tenant_id, case_id, seq, head, last_us, doc, state, since_us, due, ended_at, definition, workflow)
select * from unnest($1::int4[], $2::int8[], $3::int8[], $4::bytea[], $5::int8[], $6::bytea[], $7::text[], $8::int8[],
  $9::date[], $10::timestamptz[], $11::bytea[], $12::text[])
