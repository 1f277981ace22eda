-- Adds the commands that were done and what they did, so that a repeated one is answered and not done again.
insert into commands (command_id, owner, case_id, seq, content, state, link, at)
select unnest(@command_id::text[]), unnest(@owner::text[]), unnest(@case_id::int8[]), unnest(@seq::int8[]),
  unnest(@content::bytea[]), unnest(@state::text[]), unnest(@link::bytea[]), unnest(@at::timestamptz[])
