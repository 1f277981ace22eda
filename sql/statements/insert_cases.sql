-- Adds the cases that a batch opens.
insert into cases (tenant_id, case_id, seq, head, last_us, doc, state, since_us, due, ended_at, definition, workflow)
select unnest($1::int4[]), unnest($2::int8[]), unnest($3::int8[]), unnest($4::bytea[]), unnest($5::int8[]),
  unnest($6::bytea[]), unnest($7::text[]), unnest($8::int8[]), unnest($9::date[]), unnest($10::timestamptz[]),
  unnest($11::bytea[]), unnest($12::text[])
