-- Lists cases of which only the history is left, because somebody deleted the case itself.
select h.case_id, max(h.seq) from (
  select e.case_id, e.seq from events e
  where not exists (select from every_case_id c where c.case_id = e.case_id)
  union all
  select d.case_id, d.last_seq from detached_chains d
  where not exists (select from every_case_id c where c.case_id = d.case_id)
) h group by h.case_id order by h.case_id
