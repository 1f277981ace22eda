-- Lets posts and persons see cases.
insert into case_readers (case_id, reader)
select unnest(@case_id::int8[]), unnest(@reader::text[])
