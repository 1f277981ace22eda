-- Lists replication slots with the bytes of the log that each keeps.
select slot_name::text, active, coalesce(pg_wal_lsn_diff(
  case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end, restart_lsn), 0)::int8
from pg_replication_slots where restart_lsn is not null or xmin is not null order by slot_name
