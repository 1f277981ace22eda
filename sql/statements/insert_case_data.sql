-- Adds the states of the cases that a batch opens.
insert into case_data (tenant_id, case_id, doc, state, due, ended_at, workflow)
select * from unnest($1::int4[], $2::int8[], $3::bytea[], $4::text[], $5::date[], $6::timestamptz[], $7::text[])
