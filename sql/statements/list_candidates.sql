-- A stretch of all cases by number, with the documents of those that the filter picks; the last row is always there.
with stretch as materialized (
  select case_id, title,
    ($4::text is null or workflow = $4) and ($5::text is null or state = $5)
    and ($6::text is null or exists (
      select from jsonb_each_text(data) d where strpos(lower(d.value), lower($6)) > 0))
    and ($7::date is null or due < $7) and ($8::bool is null or (ended_at is not null) = $8) as is_picked
  from every_case_view where tenant_id = $1 and case_id > $2 order by case_id limit $3
)
select s.case_id, s.title,
  case when s.is_picked then coalesce(
    (select doc from case_data d where d.tenant_id = $1 and d.case_id = s.case_id),
    (select doc from archived_cases a where a.tenant_id = $1 and a.case_id = s.case_id)) end,
  (select count(*) from stretch)
from stretch s
where s.is_picked or s.case_id = (select max(case_id) from stretch)
order by s.case_id
