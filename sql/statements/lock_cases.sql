-- Locks the cases of a batch in the one order that every transaction keeps: by id.
select count(*) from (
  select 1 from unnest($1::int4[], $2::int8[]) as x(tenant_id, case_id) join cases c using (tenant_id, case_id)
  order by c.case_id for no key update of c
) locked
