-- Lists standbys with how much of the log they have not replayed, the farthest behind first.
select application_name, (pg_current_wal_lsn() - replay_lsn)::int8 from pg_stat_replication
where replay_lsn is not null and not pg_is_in_recovery()
order by 2 desc
