-- Cases that ended before a moment and in which nobody has anything to do, those that ended first.
select v.case_id from case_views v
where v.tenant_id = $1 and v.ended_at < $2
  and not exists (select from work_items w where w.tenant_id = v.tenant_id and w.case_id = v.case_id)
order by v.ended_at, v.case_id limit $3
