-- Keeps the texts that events commit to.
insert into event_texts (case_id, seq, texts)
select * from unnest($1::int8[], $2::int8[], $3::bytea[])
