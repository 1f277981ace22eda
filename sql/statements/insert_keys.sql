-- Takes business keys; a key taken meanwhile ends the transaction, and the batch is decided again.
insert into case_keys (workflow, field, value, case_id)
select * from unnest($1::text[], $2::text[], $3::text[], $4::int8[])
