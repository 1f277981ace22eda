-- Cases that ended before a moment and in which nobody has anything to do, those that ended first.
select c.case_id from cases c
where c.tenant_id = $1 and c.ended_at < $2
  and not exists (select from work_items w where w.tenant_id = c.tenant_id and w.case_id = c.case_id)
order by c.ended_at, c.case_id limit $3
