-- Remembers the commands that were done, so that a repeated one is answered and not done again.
insert into commands (tenant_id, command_id, case_id, seq, content)
select unnest($1::int4[]), unnest($2::text[]), unnest($3::int8[]), unnest($4::int8[]), unnest($5::bytea[])
