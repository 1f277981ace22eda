-- Adds the cases that a batch opens.
insert into cases (tenant_id, case_id, seq, head, last_us, definition)
select * from unnest($1::int4[], $2::int8[], $3::int8[], $4::bytea[], $5::int8[], $6::bytea[])
