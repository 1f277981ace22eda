-- Arms timers.
insert into timers (lane, due_us, case_id, key)
select unnest(@lane::int2[]), unnest(@due_us::int8[]), unnest(@case_id::int8[]), unnest(@key::text[])
