-- Adds the states of the cases that a batch opens.
insert into case_data (tenant_id, case_id, doc) select * from unnest($1::int4[], $2::int8[], $3::bytea[])
