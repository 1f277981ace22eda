-- The cases with these numbers or these business keys; of each the first two, for two are one too many already.
select x.reference, c.case_id
from unnest($2::int8[], $3::text[]) as x(number, reference)
cross join lateral (
  (select case_id from every_case_id where tenant_id = $1 and case_id = x.number)
  union all
  (select case_id from case_keys where tenant_id = $1 and value = x.reference limit 2)
) c
