-- Keeps what the yearly statistics count.
insert into closings (tenant_id, case_id, seq, round, workflow, state, opened_on, closed_on, due, on_time, data,
  original_due, on_time_first, outcome, answered, class)
select * from unnest($1::int4[], $2::int8[], $3::int8[], $4::int4[], $5::text[], $6::text[], $7::date[], $8::date[],
  $9::date[], $10::bool[], $11::jsonb[], $12::date[], $13::bool[], $14::text[], $15::bool[], $16::text[])
