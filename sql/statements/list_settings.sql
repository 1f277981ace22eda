-- Lists settings of the server and this session on which durability and size depend.
select name, setting from pg_settings
where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'synchronous_standby_names', 'autovacuum',
  'server_encoding', 'server_version_num', 'server_version', 'data_directory')
