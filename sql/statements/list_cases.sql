-- Lists cases by workflow, state, words in their data, and whether they are overdue at a moment; with readers, those
-- that one of them may see. A page of open cases and one of archived cases, each found by number, make one page. Both
-- tables of a join are bounded, as the planner might otherwise read one of them from its beginning. Whether somebody may
-- see a case is asked case by case (`offset 0`). Fields that not everybody reads who sees the case are not searched.
(select c.case_id, c.workflow, v.version, c.state, v.title, c.due, v.opened_at, c.ended_at, v.data::text, c.lapse_us,
   c.overdue_us, v.opened_on
 from cases c join case_views v using (case_id)
 where c.case_id > @after and v.case_id > @after
   and (@workflow::text is null or c.workflow = @workflow) and (@state::text is null or c.state = @state)
   and (@text::text is null or exists (
     select from jsonb_each_text(v.data) t
     where strpos(lower(t.value), lower(@text)) > 0 and t.key <> all(@unsearched::text[])))
   and (@overdue_at::int8 is null or c.overdue_us <= @overdue_at)
   and (@readers::text[] is null or exists (
     select from case_readers r where r.case_id = c.case_id and r.reader = any(@readers) offset 0))
 order by c.case_id limit @limit)
union all
(select case_id, workflow, version, state, title, due, opened_at, ended_at, data::text, lapse_us, overdue_us, opened_on
 from archived_cases
 where case_id > @after
   and (@workflow::text is null or workflow = @workflow) and (@state::text is null or state = @state)
   and (@text::text is null or exists (
     select from jsonb_each_text(data) t
     where strpos(lower(t.value), lower(@text)) > 0 and t.key <> all(@unsearched::text[])))
   and (@overdue_at::int8 is null or overdue_us <= @overdue_at)
   and (@readers::text[] is null or exists (
     select from case_readers r where r.case_id = archived_cases.case_id and r.reader = any(@readers) offset 0))
 order by case_id limit @limit)
order by case_id limit @limit
