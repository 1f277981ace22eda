-- Counts the cases of each workflow that were opened in a span of days. What counts is the day from which a case counts
-- as opened, not the day of entry.
select workflow, count(*) from (
  select c.workflow from case_views v join cases c using (case_id)
  where v.opened_on >= @first_day and v.opened_on < @end_day
  union all
  select workflow from archived_cases where opened_on >= @first_day and opened_on < @end_day
) opened
group by workflow order by workflow
