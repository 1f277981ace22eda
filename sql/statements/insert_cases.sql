-- Adds the cases that a batch opens, and counts them in a row that belongs to this connection alone: a verification sees
-- by it when one is missing.
with opened as (
  select unnest($1::int4[]) as tenant_id, unnest($2::int8[]) as case_id, unnest($3::int8[]) as seq,
    unnest($4::bytea[]) as head, unnest($5::int8[]) as last_us, unnest($6::bytea[]) as doc, unnest($7::text[]) as state,
    unnest($8::int8[]) as since_us, unnest($9::date[]) as due, unnest($10::int8[]) as lapse_us,
    unnest($11::int8[]) as overdue_us, unnest($12::timestamptz[]) as ended_at, unnest($13::bytea[]) as definition,
    unnest($14::text[]) as workflow
), counted as (
  insert into opened_cases (tenant_id, period, writer, cases, numbers)
  select tenant_id, case_id >> 50, pg_backend_pid(), count(*), sum(case_id) from opened group by 1, 2
  on conflict (tenant_id, period, writer) do update
    set cases = opened_cases.cases + excluded.cases, numbers = opened_cases.numbers + excluded.numbers
)
insert into cases (tenant_id, case_id, seq, head, last_us, doc, state, since_us, due, lapse_us, overdue_us, ended_at,
  definition, workflow)
select tenant_id, case_id, seq, head, last_us, doc, state, since_us, due, lapse_us, overdue_us, ended_at, definition,
  workflow
from opened
