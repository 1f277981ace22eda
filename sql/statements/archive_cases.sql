-- Moves locked cases into the archive if all of them are still dormant, or none. The ids of their commands go with
-- them, except those of the commands that opened them.
with dormant as materialized (
  select c.case_id, v.opened_at - interval '1 day' as first_at,
    to_timestamp(c.last_us / 1e6) + interval '1 day' as last_at
  from cases c join case_views v using (case_id)
  where c.case_id = any(@case_ids) and c.ended_at < @ended_before
    and not exists (select from work_items w where w.case_id = c.case_id)
), views as (
  delete from case_views v using dormant d where v.case_id = d.case_id returning v.*
), gone as (
  delete from cases v using dormant d where v.case_id = d.case_id returning v.*
), told as materialized (
  select d.case_id, e.command_id, min(e.seq) as first_seq
  from dormant d cross join lateral (
    -- The bounds leave out the months in which the case has no events.
    select command_id, seq from events
    where case_id = d.case_id and at between d.first_at and d.last_at
    union all
    select command_id, seq from detached_events(d.case_id)
  ) e group by 1, 2
), keys as (
  delete from commands c using told t
  where c.command_id = t.command_id and c.case_id = t.case_id and t.first_seq > 1
  returning c.*
), bundles as (
  select case_id, array_agg(command_id order by command_id, owner) as ids,
    array_agg(seq order by command_id, owner) as seqs, array_agg(content order by command_id, owner) as contents,
    array_agg(owner order by command_id, owner) as owners, array_agg(state order by command_id, owner) as states,
    array_agg(link order by command_id, owner) as links, array_agg(at order by command_id, owner) as ats
  from keys group by 1
), moved as (
  insert into archived_cases (case_id, seq, head, last_us, definition, doc, workflow, version, state, title, due,
    lapse_us, overdue_us, opened_at, opened_on, ended_at, data, command_ids, command_seqs, command_contents,
    command_owners, command_states, command_links, command_ats)
  select c.case_id, c.seq, c.head, c.last_us, c.definition, c.doc, c.workflow, v.version, c.state, v.title, c.due,
    c.lapse_us, c.overdue_us, v.opened_at, v.opened_on, c.ended_at, v.data, coalesce(b.ids, '{}'),
    coalesce(b.seqs, '{}'), coalesce(b.contents, '{}'), coalesce(b.owners, '{}'),
    coalesce(b.states, '{}'), coalesce(b.links, '{}'), coalesce(b.ats, '{}')
  from gone c join views v using (case_id)
  left join bundles b using (case_id)
  returning 1
)
select require_rows(count(*), (select count(*) from dormant)) from moved
