-- Cases that ended before a moment and in which nobody has anything to do, those that ended first.
select d.case_id from case_data d
where d.tenant_id = $1 and d.ended_at < $2
  and not exists (select from work_items w where w.tenant_id = d.tenant_id and w.case_id = d.case_id)
order by d.ended_at, d.case_id limit $3
