-- Finds the cases with these numbers, or with these business numbers if no case has the number: a case's own number
-- always means it. Of each name at most ten cases are returned.
select x.reference, c.case_id
from unnest(@number::int8[], @value::text[], @reference::text[]) as x(number, value, reference)
cross join lateral (
  (select case_id from every_case_id where case_id = x.number)
  union all
  (
    select case_id from case_keys where value = x.value
      and not exists (select from every_case_id e where e.case_id = x.number)
    limit 10
  )
) c
