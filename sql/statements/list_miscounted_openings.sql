-- Lists ranges of case numbers in which other cases are found than were opened: the first and the last number, how many
-- were opened, and how many exist.
with opened as (
  select period, sum(cases) as cases, sum(numbers) as numbers from opened_cases group by period
), found as (
  select case_id >> 50 as period, count(*) as cases, sum(case_id) as numbers
  from every_case_id group by 1
)
select period << 50, (period << 50) | ((1::int8 << 50) - 1), coalesce(o.cases, 0)::int8, coalesce(f.cases, 0)
from opened o full join found f using (period)
where (o.cases, o.numbers) is distinct from (f.cases, f.numbers)
order by 1
