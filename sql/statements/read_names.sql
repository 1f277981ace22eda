-- Which of these persons, units and cases exist; cases by their number or, where no case has it, by a
-- business number; of each name the first two, for two are one too many already.
select 'person', tenant_id, person, 0::int8 from persons
where (tenant_id, person) in (select * from unnest($1::int4[], $2::text[]))
union all
select 'unit', tenant_id, unit, 0::int8 from units
where (tenant_id, unit) in (select * from unnest($3::int4[], $4::text[]))
union all
select 'case', x.tenant_id, x.reference, c.case_id
from unnest($5::int4[], $6::int8[], $7::text[], $8::text[]) as x(tenant_id, number, value, reference)
cross join lateral (
  (select case_id from every_case_id where tenant_id = x.tenant_id and case_id = x.number)
  union all
  (
    select case_id from case_keys where tenant_id = x.tenant_id and value = x.value
      and not exists (select from every_case_id e where e.tenant_id = x.tenant_id and e.case_id = x.number)
    limit 2
  )
) c
