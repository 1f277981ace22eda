-- How many standbys take the history from this server now.
select count(*) from pg_stat_replication
