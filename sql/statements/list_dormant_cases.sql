-- Lists cases that ended before a moment and in which nobody has anything to do, those that ended first coming first.
select c.case_id from cases c
where c.ended_at < @ended_before
  and not exists (select from work_items w where w.case_id = c.case_id)
order by c.ended_at, c.case_id limit @limit
