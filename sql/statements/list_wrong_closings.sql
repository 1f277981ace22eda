-- Of these cases, those whose endings are not counted as their histories tell them.
with meant as (
  select * from unnest($2::int8[], $3::int8[], $4::text[], $5::text[], $6::date[], $7::date[])
), found as (
  select case_id, seq, workflow, state, opened_on, closed_on from closings
  where case_id = any($1::int8[])
)
select distinct wrong.case_id
from ((table found except all table meant) union all (table meant except all table found)) as wrong
order by wrong.case_id
