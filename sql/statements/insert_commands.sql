-- Remembers the commands that were done and what they did, so that a repeated one is answered and not done again.
insert into commands (tenant_id, command_id, owner, case_id, seq, content, state, link, at)
select unnest($1::int4[]), unnest($2::text[]), unnest($3::text[]), unnest($4::int8[]), unnest($5::int8[]),
  unnest($6::bytea[]), unnest($7::text[]), unnest($8::bytea[]), unnest($9::timestamptz[])
