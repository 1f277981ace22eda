-- Lists those of these cases whose closings differ from what their histories tell.
with meant as (
  select * from unnest(@case_id::int8[], @seq::int8[], @workflow::text[], @state::text[], @opened_on::date[],
    @closed_on::date[])
), found as (
  select case_id, seq, workflow, state, opened_on, closed_on from closings
  where case_id = any(@case_ids::int8[])
)
select distinct wrong.case_id
from ((table found except all table meant) union all (table meant except all table found)) as wrong
order by wrong.case_id
