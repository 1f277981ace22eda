-- Appends events to the history of their cases.
insert into events (case_id, seq, at, happened_on, track, event, from_state, to_state, actor, command_id, body,
  link)
select unnest(@case_id::int8[]), unnest(@seq::int8[]), unnest(@at::timestamptz[]), unnest(@happened_on::date[]),
  unnest(@track::int4[]), unnest(@event::text[]), unnest(@from_state::text[]), unnest(@to_state::text[]),
  unnest(@actor::text[]), unnest(@command_id::text[]), unnest(@body::bytea[]), unnest(@link::bytea[])
