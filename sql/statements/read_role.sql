-- Reads the role of this session, whether it can change history, and settings about connections and statements.
select current_user::text,
  has_table_privilege('events', 'update') or has_table_privilege('events', 'delete')
    or has_table_privilege('events', 'truncate') or has_table_privilege('events_other', 'update'),
  (select count(*) from pg_trigger where tgrelid = 'events'::regclass and not tgisinternal and tgenabled in ('O', 'A')),
  current_setting('max_connections')::int8 - current_setting('superuser_reserved_connections')::int8,
  (select nullif(rolconnlimit, -1)::int8 from pg_roles where rolname = current_user),
  (select nullif(datconnlimit, -1)::int8 from pg_database where datname = current_database()),
  to_regclass('pg_stat_statements') is not null, inet_server_addr() is null,
  (extract(epoch from clock_timestamp()) * 1000000)::int8,
  pg_has_role(current_user, 'pg_read_all_stats', 'usage')
