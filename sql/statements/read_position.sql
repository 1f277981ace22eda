-- Reads which database this is, its timeline, and how far its log has come; the position is null on a standby.
select (select system_identifier from pg_control_system()), pg_is_in_recovery(),
  case when not pg_is_in_recovery() then pg_walfile_name(pg_current_wal_lsn()) end,
  case when not pg_is_in_recovery() then (pg_current_wal_lsn() - '0/0'::pg_lsn)::int8 end
