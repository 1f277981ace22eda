-- Remembers the commands that were done, so that a repeated one is answered and not done again.
insert into commands (tenant_id, command_id, case_id, seq, content)
select * from unnest($1::int4[], $2::text[], $3::int8[], $4::int8[], $5::bytea[])
