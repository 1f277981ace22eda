-- Remembers the commands that were done and what they did, so that a repeated one is answered and not done again.
insert into commands (command_id, owner, case_id, seq, content, state, link, at)
select unnest($1::text[]), unnest($2::text[]), unnest($3::int8[]), unnest($4::int8[]), unnest($5::bytea[]),
  unnest($6::text[]), unnest($7::bytea[]), unnest($8::timestamptz[])
