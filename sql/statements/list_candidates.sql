-- A page of all cases by number, with the documents of those that the filter picks; the last row is always there.
-- Both tables of the join are bounded: it would else walk one of them from its beginning.
with page as materialized (
  select case_id, title, case when is_picked then doc end as doc, is_picked from (
    (select c.case_id, v.title, c.doc,
       ($3::text is null or c.workflow = $3) and ($4::text is null or c.state = $4)
       and ($5::text is null or exists (
         select from jsonb_each_text(v.data) t where strpos(lower(t.value), lower($5)) > 0))
       and ($6::date is null or c.due < $6)
       and ($8::int8 is null or c.overdue_us <= $8) and ($7::bool is null or (c.ended_at is not null) = $7) as is_picked
     from cases c join case_views v using (case_id)
     where c.case_id > $1 and v.case_id > $1 order by c.case_id limit $2)
    union all
    (select case_id, title, doc,
       ($3::text is null or workflow = $3) and ($4::text is null or state = $4)
       and ($5::text is null or exists (
         select from jsonb_each_text(data) t where strpos(lower(t.value), lower($5)) > 0))
       and ($6::date is null or due < $6)
       and ($8::int8 is null or overdue_us <= $8) and ($7::bool is null or (ended_at is not null) = $7)
     from archived_cases where case_id > $1 order by case_id limit $2)
  ) e order by case_id limit $2
)
select case_id, title, doc, (select count(*) from page)
from page
where is_picked or case_id = (select max(case_id) from page)
order by case_id
