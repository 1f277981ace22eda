-- Arms timers.
insert into timers (lane, due_us, case_id, key)
select unnest($1::int2[]), unnest($2::int8[]), unnest($3::int8[]), unnest($4::text[])
