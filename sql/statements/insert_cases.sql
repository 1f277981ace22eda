-- Adds the cases that a batch opens. It also counts them in a row that only this connection changes, by which a
-- verification sees if one is missing.
with opened as (
  select unnest(@case_id::int8[]) as case_id, unnest(@seq::int8[]) as seq, unnest(@head::bytea[]) as head,
    unnest(@last_us::int8[]) as last_us, unnest(@doc::bytea[]) as doc, unnest(@state::text[]) as state,
    unnest(@since_us::int8[]) as since_us, unnest(@due::date[]) as due, unnest(@lapse_us::int8[]) as lapse_us,
    unnest(@overdue_us::int8[]) as overdue_us, unnest(@ended_at::timestamptz[]) as ended_at,
    unnest(@definition::bytea[]) as definition, unnest(@workflow::text[]) as workflow
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
