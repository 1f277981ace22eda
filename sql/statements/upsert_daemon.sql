-- Renews the row of a running daemon.
insert into daemons (daemon_id, seen_at) values (@daemon_id, clock_timestamp())
on conflict (daemon_id) do update set seen_at = excluded.seen_at
