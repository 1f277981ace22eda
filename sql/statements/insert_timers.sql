-- Arms timers.
insert into timers (lane, due_us, case_id, kind, tenant_id)
select * from unnest($1::int2[], $2::int8[], $3::int8[], $4::text[], $5::int4[])
