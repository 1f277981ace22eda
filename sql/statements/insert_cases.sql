-- Adds the cases that a batch opens, and counts them in a row that belongs to this connection alone: a verification sees
-- by it when one is missing.
with opened as (
  select unnest($1::int8[]) as case_id, unnest($2::int8[]) as seq, unnest($3::bytea[]) as head,
    unnest($4::int8[]) as last_us, unnest($5::bytea[]) as doc, unnest($6::text[]) as state,
    unnest($7::int8[]) as since_us, unnest($8::date[]) as due, unnest($9::int8[]) as lapse_us,
    unnest($10::int8[]) as overdue_us, unnest($11::timestamptz[]) as ended_at, unnest($12::bytea[]) as definition,
    unnest($13::text[]) as workflow
), counted as (
  insert into opened_cases (period, writer, cases, numbers)
  select case_id >> 50, pg_backend_pid(), count(*), sum(case_id) from opened group by 1
  on conflict (period, writer) do update
    set cases = opened_cases.cases + excluded.cases, numbers = opened_cases.numbers + excluded.numbers
)
insert into cases (case_id, seq, head, last_us, doc, state, since_us, due, lapse_us, overdue_us, ended_at, definition,
  workflow)
select case_id, seq, head, last_us, doc, state, since_us, due, lapse_us, overdue_us, ended_at, definition,
  workflow
from opened
