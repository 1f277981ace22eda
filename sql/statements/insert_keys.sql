-- Takes business keys; a key taken meanwhile ends the transaction, and the batch is decided again.
insert into case_keys (tenant_id, workflow, field, value, case_id)
select * from unnest($1::int4[], $2::text[], $3::text[], $4::text[], $5::int8[])
