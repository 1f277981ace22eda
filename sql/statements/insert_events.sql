-- Appends history.
insert into events (tenant_id, case_id, seq, at, happened_on, track, event, from_state, to_state, actor, command_id,
  body, link)
select unnest($1::int4[]), unnest($2::int8[]), unnest($3::int8[]), unnest($4::timestamptz[]), unnest($5::date[]),
  unnest($6::int4[]), unnest($7::text[]), unnest($8::text[]), unnest($9::text[]), unnest($10::text[]),
  unnest($11::text[]), unnest($12::bytea[]), unnest($13::bytea[])
