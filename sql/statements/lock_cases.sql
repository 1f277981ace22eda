-- Locks the cases of a batch in the one order that every transaction keeps: by id.
select count(*) from (
  select 1 from cases
  where tenant_id = any($1) and case_id = any($2)
  order by case_id for no key update
) locked
