-- Lists rows that are left of cases which are gone together with their histories.
select o.case_id, string_agg(distinct o.source, ', ' order by o.source) from (
  select k.case_id, 'case_keys' as source from case_keys k
  union all select c.case_id, 'commands' from commands c
  union all select c.case_id, 'closings' from closings c
  union all select v.case_id, 'case_views' from case_views v
  union all select w.case_id, 'work_items' from work_items w
  union all select t.case_id, 'timers' from timers t
  union all select t.case_id, 'event_texts' from event_texts t
) o
where not exists (select from every_case_id c where c.case_id = o.case_id)
  and not exists (select from events e where e.case_id = o.case_id)
  and not exists (select from detached_chains d where d.case_id = o.case_id)
group by o.case_id order by o.case_id
