-- Lists those of these cases whose rows another transaction holds, archived or not. It does not wait.
with x as (
  select * from unnest(@case_ids::int8[]) as x(case_id)
), free as materialized (
  select c.case_id from x join cases c using (case_id)
  order by c.case_id for no key update of c skip locked
), dormant as materialized (
  select a.case_id from x join archived_cases a using (case_id)
  order by a.case_id for update of a skip locked
)
select c.case_id from x join cases c using (case_id)
where not exists (select from free f where f.case_id = c.case_id)
union all
select a.case_id from x join archived_cases a using (case_id)
where not exists (select from dormant d where d.case_id = a.case_id)
order by 1
