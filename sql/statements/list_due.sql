-- Lists open cases, with readers those that one of them may see, in the order in which their next terms lapse, from a
-- place on; of those that lapse at one moment,
-- the ones that have been in their state longest come first. The bound of the moments ends the reading where no later
-- case can be due on a wanted day. What lists show besides is read for the cases of the page only (`offset 0`), because
-- a plan made while the tables were small would read them whole for each case.
select c.case_id, c.workflow, v.version, c.state, v.title, c.due, v.opened_at, c.ended_at, v.data::text, c.lapse_us,
  c.overdue_us, v.opened_on, c.since_us
from (
  select case_id, workflow, state, due, lapse_us, overdue_us, ended_at, since_us
  from cases
  where lapse_us is not null and due <= @day and lapse_us <= @last_lapse
    and (@after_lapse::int8 is null or lapse_us >= @after_lapse
      and (lapse_us, since_us, case_id) > (@after_lapse, @after_since::int8, @after::int8))
    and (@readers::text[] is null or exists (
      select from case_readers r where r.case_id = cases.case_id and r.reader = any(@readers) offset 0))
  order by lapse_us, since_us, case_id limit @limit
) c
cross join lateral (
  select version, title, opened_at, opened_on, data from case_views
  where case_id = c.case_id offset 0
) v
order by c.lapse_us, c.since_us, c.case_id
