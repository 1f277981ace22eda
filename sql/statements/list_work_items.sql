-- Lists the worklist of the persons and posts with these names: what lapses first, then what has waited longest. It
-- begins at a place, and skips as many items of that place as were listed before. What is shown of a case is read for
-- the lines of the page only (`offset 0`), because a plan made while the tables were small would read them whole for
-- each line.
select w.case_id, w.track, w.kind, w.assignee, w.due, c.workflow, c.state, v.title, w.workflow, w.version, w.lapse_us,
  w.overdue_us, w.since_us
from (
  select case_id, track, kind, assignee, due, lapse_us, overdue_us, since_us, workflow, version
  from work_items
  where assignee = any(@assignees)
    and (@from_since::int8 is null or (coalesce(lapse_us, 9223372036854775807), since_us, case_id, track)
      >= (coalesce(@from_lapse::int8, 9223372036854775807), @from_since, @from_case::int8, @from_track::int4))
  order by lapse_us nulls last, since_us, case_id, track, kind, assignee limit @limit offset @shown
) w
cross join lateral (
  select workflow, state from cases where case_id = w.case_id offset 0
) c
cross join lateral (
  select title from case_views where case_id = w.case_id offset 0
) v
order by w.lapse_us nulls last, w.since_us, w.case_id, w.track, w.kind, w.assignee
