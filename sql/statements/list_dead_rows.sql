-- Counts live rows and dead rows of the tables that are written all the time.
select relname::text, n_live_tup, n_dead_tup from pg_stat_user_tables
where schemaname = current_schema()
  and relname in ('cases', 'case_views', 'timers', 'work_items', 'outbox', 'registers')
order by n_dead_tup desc, relname
