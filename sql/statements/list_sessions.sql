-- Lists open transactions of other sessions in this database, the oldest first: they keep dead rows from being removed.
select pid, application_name, coalesce(usename::text, ''), coalesce(state, ''),
  extract(epoch from clock_timestamp() - xact_start)::float8
from pg_stat_activity
where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()
  and backend_type = 'client backend'
order by xact_start
