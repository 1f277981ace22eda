-- Transactions that are open in this database but ours, oldest first: they keep dead rows from being cleared away.
select pid, application_name, coalesce(usename::text, ''), coalesce(state, ''),
  extract(epoch from clock_timestamp() - xact_start)::float8
from pg_stat_activity
where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()
  and backend_type = 'client backend'
order by xact_start
