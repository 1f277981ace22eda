-- Months are made by one daemon at a time, and a month that is out comes back although its place was taken meanwhile.

-- Looks before it waits: that there is nothing to do is found without a lock. All locks are taken at the beginning and in
-- the order of everybody else, history first, so that two daemons, or a daemon and a reader, never wait crosswise: to make
-- a partition locks all of history by itself, which is too late when the rest of history is locked already.
create or replace function make_events_partition(day date) returns void language plpgsql security definer
set search_path from current as $$
declare
  first date := date_trunc('month', day)::date;
  partition text := 'events_' || to_char(first, 'YYYYMM');
begin
  if to_regclass(partition) is not null then
    return;
  end if;
  perform pg_advisory_xact_lock(8030598731423);
  -- Only with a lock on a table does a session look anew at what tables there are.
  lock table only events in share update exclusive mode;
  if to_regclass(partition) is not null then
    return;
  end if;
  lock table only events in access exclusive mode;
  lock table events_other in access exclusive mode;
  if exists (select 1 from events_other
             where at >= first::timestamp at time zone 'utc'
               and at < (first + interval '1 month')::timestamp at time zone 'utc') then
    return;
  end if;
  execute format('create table %I partition of events for values from (%L) to (%L)', partition,
    to_char(first, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(first + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
  perform keep_partition_clean(partition::regclass);
exception when duplicate_table then
  return;
end $$;

-- An office whose test clock ran past the present leaves months behind that are taken out; by the real clock they come
-- again, and have a partition again. Its events, if there are any, go to those that were out.
create or replace function attach_month(first date, actor text) returns bool language plpgsql set search_path from current
as $$
declare
  kept text := month_name('detached_events', first);
  partition text := month_name('events', first);
begin
  perform pg_advisory_xact_lock(8030598731423);
  lock table only events in access exclusive mode;
  execute format('lock table %I, %I in access exclusive mode', kept, month_name('detached_texts', first));
  if to_regclass(partition) is not null then
    execute format('lock table %I in access exclusive mode', partition);
    execute format('insert into %I select * from %I', kept, partition);
    execute format('drop table %I', partition);
  end if;
  execute format('drop table %I', month_name('detached_texts', first));
  execute format('drop trigger if exists detached_is_kept on %I', kept);
  execute format('drop trigger if exists detached_is_not_emptied on %I', kept);
  execute format('alter table %I rename to %I', kept, partition);
  execute format('alter table events attach partition %I for values from (%L) to (%L)', partition,
    to_char(first, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(first + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
  execute format('alter table %I drop constraint of_its_month', partition);
  update detachments set attached_at = clock_timestamp(), attached_by = actor where month = first and attached_at is null;
  return true;
exception when lock_not_available then
  return false;
end $$;
