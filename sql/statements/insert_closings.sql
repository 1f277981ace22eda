-- Keeps what the yearly statistics count.
insert into closings (case_id, seq, round, workflow, state, opened_on, closed_on, due, on_time, data, original_due,
  on_time_first, outcome, answered, class)
select * from unnest($1::int8[], $2::int8[], $3::int4[], $4::text[], $5::text[], $6::date[], $7::date[], $8::date[],
  $9::bool[], $10::jsonb[], $11::date[], $12::bool[], $13::text[], $14::bool[], $15::text[])
