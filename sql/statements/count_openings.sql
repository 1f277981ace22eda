-- How many cases of each workflow were opened in a span of days: by the day from which the opening counts, not by the one
-- on which it was entered.
select workflow, count(*) from (
  select c.workflow from case_views v join cases c using (case_id)
  where v.opened_on >= $1 and v.opened_on < $2
  union all
  select workflow from archived_cases where opened_on >= $1 and opened_on < $2
) opened
group by workflow order by workflow
