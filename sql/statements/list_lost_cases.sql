-- Cases of which only the history is left: somebody took the case itself away.
select e.case_id, max(e.seq) from events e
where e.tenant_id = $1
  and not exists (select from every_case_id c where c.tenant_id = e.tenant_id and c.case_id = e.case_id)
group by e.case_id order by e.case_id
