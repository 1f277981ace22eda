-- Brings cases back from the archive, with the ids of their commands, because there is a command for them.
with found as materialized (
  select a.case_id from archived_cases a
  join unnest(@case_ids::int8[]) as x(case_id) using (case_id)
  order by a.case_id for update of a
), gone as (
  delete from archived_cases a using found f where a.case_id = f.case_id returning a.*
), back as (
  insert into cases (case_id, seq, head, last_us, since_us, definition, doc, workflow, state, due, lapse_us, overdue_us,
    ended_at)
  select case_id, seq, head, last_us, last_us, definition, doc, workflow, state, due, lapse_us, overdue_us,
    ended_at
  from gone
), views as (
  insert into case_views (case_id, version, title, opened_at, opened_on, data)
  select case_id, version, title, opened_at, opened_on, data from gone
), keys as (
  insert into commands (command_id, owner, case_id, seq, content, state, link, at)
  select k.command_id, coalesce(k.owner, ''), g.case_id, k.seq, k.content, k.state, k.link,
    coalesce(k.at, now())
  from gone g cross join lateral unnest(g.command_ids, g.command_owners, g.command_seqs, g.command_contents,
    g.command_states, g.command_links, g.command_ats) as k(command_id, owner, seq, content, state, link, at)
  order by k.command_id
  on conflict (command_id, owner) do nothing
)
select count(*) from gone
