-- Appends history.
insert into events (tenant_id, case_id, seq, at, happened_on, track, event, from_state, to_state, actor, command_id,
  body, link)
select * from unnest($1::int4[], $2::int8[], $3::int8[], $4::timestamptz[], $5::date[], $6::int4[], $7::text[],
  $8::text[], $9::text[], $10::text[], $11::text[], $12::bytea[], $13::bytea[])
