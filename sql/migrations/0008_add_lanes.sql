-- Which daemons live, and which of them looks after which lane of timers.
create table daemons (
  daemon_id int8 primary key,
  seen_at timestamptz not null
) with (fillfactor = 50);

-- Lanes 0-63: those of the database's clock. Each change of hands is a new epoch, so that a daemon which slept through
-- the loss of its lease reads nothing by it. No event is made safe by a lease: they only keep two daemons from reading
-- the same rows.
create table lanes (
  lane int2 primary key check (lane between 0 and 63),
  owner int8,
  epoch int8 not null default 0
) with (fillfactor = 50);
insert into lanes (lane) select generate_series(0, 63);

do $$
begin
  if exists (select 1 from pg_roles where rolname = 'lookbackd') then
    grant select, insert, update, delete on daemons to lookbackd;
    grant select, update on lanes to lookbackd;
  end if;
end $$;
