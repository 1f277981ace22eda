-- Appends history.
insert into events (case_id, seq, at, happened_on, track, event, from_state, to_state, actor, command_id, body,
  link)
select unnest($1::int8[]), unnest($2::int8[]), unnest($3::timestamptz[]), unnest($4::date[]), unnest($5::int4[]),
  unnest($6::text[]), unnest($7::text[]), unnest($8::text[]), unnest($9::text[]), unnest($10::text[]),
  unnest($11::bytea[]), unnest($12::bytea[])
