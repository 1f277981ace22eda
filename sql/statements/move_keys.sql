-- Moves the keys of commands to cases that were archived before their keys went with them; of how many cases.
with old as materialized (
  select case_id, opened_at - interval '1 day' as first_at,
    to_timestamp(last_us / 1e6) + interval '1 day' as last_at
  from archived_cases
  where command_ids is null order by case_id limit $1 for no key update skip locked
), told as materialized (
  select d.case_id, e.command_id, min(e.seq) as first_seq
  from old d cross join lateral (
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
  update archived_cases a set command_ids = coalesce(b.ids, '{}'), command_seqs = coalesce(b.seqs, '{}'),
    command_contents = coalesce(b.contents, '{}'), command_owners = coalesce(b.owners, '{}'),
    command_states = coalesce(b.states, '{}'), command_links = coalesce(b.links, '{}'), command_ats = coalesce(b.ats, '{}')
  from old o left join bundles b using (case_id)
  where a.case_id = o.case_id
  returning 1
)
select count(*) from moved
