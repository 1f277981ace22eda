-- Lists cases of one state of a workflow, those that entered it first coming first; with readers, those that one of them
-- may see. A page of cases in the daily tables and one of archived cases make one page. What lists show besides is read
-- case by case (`offset 0`), and so is who may see the case.
(select c.case_id, c.workflow, v.version, c.state, v.title, c.due, v.opened_at, c.ended_at, v.data::text, c.lapse_us,
   c.overdue_us, v.opened_on, c.since_us
 from cases c
 cross join lateral (
   select version, title, opened_at, opened_on, data from case_views
   where case_id = c.case_id offset 0
 ) v
 where c.workflow = @workflow and c.state = @state and (c.since_us, c.case_id) > (@after_since, @after)
   and (@text::text is null or exists (
     select from jsonb_each_text(v.data) t
     where strpos(lower(t.value), lower(@text)) > 0 and t.key <> all(@unsearched::text[])))
   and (@overdue_at::int8 is null or c.overdue_us <= @overdue_at)
   and (@readers::text[] is null or exists (
     select from case_readers r where r.case_id = c.case_id and r.reader = any(@readers) offset 0))
 order by c.since_us, c.case_id limit @limit)
union all
(select case_id, workflow, version, state, title, due, opened_at, ended_at, data::text, lapse_us, overdue_us, opened_on,
   last_us
 from archived_cases
 where workflow = @workflow and state = @state and (last_us, case_id) > (@after_since, @after)
   and (@text::text is null or exists (
     select from jsonb_each_text(data) t
     where strpos(lower(t.value), lower(@text)) > 0 and t.key <> all(@unsearched::text[])))
   and (@overdue_at::int8 is null or overdue_us <= @overdue_at)
   and (@readers::text[] is null or exists (
     select from case_readers r where r.case_id = archived_cases.case_id and r.reader = any(@readers) offset 0))
 order by last_us, case_id limit @limit)
order by since_us, case_id limit @limit
