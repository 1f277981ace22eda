-- Keeps the texts that events commit to.
insert into event_texts (tenant_id, case_id, seq, texts)
select * from unnest($1::int4[], $2::int8[], $3::int8[], $4::bytea[])
