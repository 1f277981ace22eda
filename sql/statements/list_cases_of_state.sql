-- Cases that stand in one state of a workflow, those that came into it first come first: a page of those that run and
-- one of those in the archive make one page. What lists show besides is looked up case by case (`offset 0`).
(select c.case_id, c.workflow, v.version, c.state, v.title, c.due, v.opened_at, c.ended_at, v.data::text, c.lapse_us,
   c.overdue_us, v.opened_on, c.since_us
 from cases c
 cross join lateral (
   select version, title, opened_at, opened_on, data from case_views
   where tenant_id = c.tenant_id and case_id = c.case_id offset 0
 ) v
 where c.tenant_id = $1 and c.workflow = $4 and c.state = $5 and (c.since_us, c.case_id) > ($2, $3)
   and ($6::text is null or exists (select from jsonb_each_text(v.data) t where strpos(lower(t.value), lower($6)) > 0))
   and ($7::int8 is null or c.overdue_us <= $7)
 order by c.since_us, c.case_id limit $8)
union all
(select case_id, workflow, version, state, title, due, opened_at, ended_at, data::text, lapse_us, overdue_us, opened_on,
   last_us
 from archived_cases
 where tenant_id = $1 and workflow = $4 and state = $5 and (last_us, case_id) > ($2, $3)
   and ($6::text is null or exists (select from jsonb_each_text(data) t where strpos(lower(t.value), lower($6)) > 0))
   and ($7::int8 is null or overdue_us <= $7)
 order by last_us, case_id limit $8)
order by since_us, case_id limit $8
