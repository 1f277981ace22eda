-- Lists a page of all cases by number, with the documents of those that the filter picks and that one of the readers
-- may see, if there are any; the last row is always
-- returned, so that the next page can begin there. Both tables of the join are bounded, as the planner might otherwise
-- read one of them from its beginning.
with page as materialized (
  select case_id, title, case when is_picked then doc end as doc, is_picked from (
    (select c.case_id, v.title, c.doc,
       (@workflow::text is null or c.workflow = @workflow) and (@state::text is null or c.state = @state)
       and (@text::text is null or exists (
         select from jsonb_each_text(v.data) t
     where strpos(lower(t.value), lower(@text)) > 0 and t.key <> all(@unsearched::text[])))
       and (@due_before::date is null or c.due < @due_before)
       and (@overdue_at::int8 is null or c.overdue_us <= @overdue_at)
       and (@has_ended::bool is null or (c.ended_at is not null) = @has_ended)
       and (@readers::text[] is null or exists (
         select from case_readers r where r.case_id = c.case_id and r.reader = any(@readers) offset 0)) as is_picked
     from cases c join case_views v using (case_id)
     where c.case_id > @after and v.case_id > @after order by c.case_id limit @limit)
    union all
    (select case_id, title, doc,
       (@workflow::text is null or workflow = @workflow) and (@state::text is null or state = @state)
       and (@text::text is null or exists (
         select from jsonb_each_text(data) t
     where strpos(lower(t.value), lower(@text)) > 0 and t.key <> all(@unsearched::text[])))
       and (@due_before::date is null or due < @due_before)
       and (@overdue_at::int8 is null or overdue_us <= @overdue_at)
       and (@has_ended::bool is null or (ended_at is not null) = @has_ended)
       and (@readers::text[] is null or exists (
         select from case_readers r where r.case_id = archived_cases.case_id and r.reader = any(@readers) offset 0))
     from archived_cases where case_id > @after order by case_id limit @limit)
  ) e order by case_id limit @limit
)
select case_id, title, doc, (select count(*) from page)
from page
where is_picked or case_id = (select max(case_id) from page)
order by case_id
