-- Lists those of these cases whose readers differ from the given ones.
with meant as (
  select * from unnest(@case_id::int8[], @reader::text[])
), found as (
  select case_id, reader from case_readers where case_id = any(@case_ids::int8[])
)
select distinct wrong.case_id
from ((table found except all table meant) union all (table meant except all table found)) as wrong
order by wrong.case_id
