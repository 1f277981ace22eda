-- Adds the texts to which events commit.
insert into event_texts (case_id, seq, texts)
select * from unnest(@case_id::int8[], @seq::int8[], @texts::bytea[])
