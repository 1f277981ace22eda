-- Counts the standbys that read the log of this server now.
select count(*) from pg_stat_replication
