-- Lists the months of history, also those that are out: the table of each, its bytes, and the act that took it out.
select m.month, m.source, m.bytes, d.detachment_id, d.person, d.detached_at, d.events, d.cases, d.digest,
  d.digest = digest_detachment(d.detachment_id)
from (
  select to_date(right(c.relname, 6), 'YYYYMM') as month, c.relname::text as source, pg_total_relation_size(c.oid) as bytes,
    null::int8 as number
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'events'::regclass and c.relname ~ '^events_[0-9]{6}$'
  union all
  select o.month, month_name('detached_events', o.month),
    pg_total_relation_size(to_regclass(month_name('detached_events', o.month)))
      + pg_total_relation_size(to_regclass(month_name('detached_texts', o.month))), o.detachment_id
  from detachments o where o.attached_at is null
) m left join detachments d on d.detachment_id = m.number
order by m.month
