-- Lists statements of this role in this database that take long on average; those of other roles may be other offices'.
-- This needs the extension pg_stat_statements.
select left(regexp_replace(query, '\s+', ' ', 'g'), 80), calls, mean_exec_time from pg_stat_statements
where dbid = (select oid from pg_database where datname = current_database()) and userid = current_user::regrole
  and mean_exec_time >= @slow::float8
order by total_exec_time desc limit 5
