-- Reads which of these persons, units and cases exist. Who has a duty that is kept apart has no part in cases, and does not
-- exist for them. A case is named by its number or, if no case has it, by a
-- business number. Of each name at most ten cases are returned, each with those to whom it is shown.
select 'person', person, 0::int8, null::text, first_day, last_day from persons
where person = any(@persons::text[])
  and not exists (select from duties d, office o where o.is_only and o.duties_apart and d.person = persons.person)
union all
select 'unit', unit, 0::int8, null::text, first_day, last_day from units
where unit = any(@units::text[])
union all
select 'case', x.reference, c.case_id,
  (select string_agg(r.reader, ',') from case_readers r where r.case_id = c.case_id), null, null
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
