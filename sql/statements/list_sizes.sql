-- Lists the tables that grow, with their bytes and with their rows as the server last counted them.
select k.name, coalesce(sum(pg_stat_get_live_tuples(c.oid)), 0)::int8, coalesce(sum(pg_total_relation_size(c.oid)), 0)::int8
from unnest(array['cases', 'case_views', 'case_readers', 'archived_cases', 'events', 'event_texts', 'detached', 'commands',
  'case_keys', 'closings', 'timers', 'work_items', 'outbox', 'outbox_dead']) with ordinality as k(name, place)
left join pg_class c on c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
  and (c.relname = k.name or k.name = 'events' and c.relname ~ '^events_([0-9]{6}|other)$'
    or k.name = 'detached' and c.relname ~ '^detached_(events|texts)_[0-9]{6}$')
group by k.name, k.place order by k.place
