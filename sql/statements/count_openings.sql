-- Counts the cases of each workflow that were opened in a span of days. What counts is the day from which a case counts
-- as opened, not the day of entry. With readers, the cases count that one of them may see.
select workflow, count(*) from (
  select c.workflow from case_views v join cases c using (case_id)
  where v.opened_on >= @first_day and v.opened_on < @end_day
    and (@readers::text[] is null or exists (
      select from case_readers r where r.case_id = c.case_id and r.reader = any(@readers) offset 0))
  union all
  select workflow from archived_cases where opened_on >= @first_day and opened_on < @end_day
    and (@readers::text[] is null or exists (
      select from case_readers r where r.case_id = archived_cases.case_id and r.reader = any(@readers) offset 0))
) opened
group by workflow order by workflow
