-- Cases that ended long ago leave the tables that every batch reads, and come back when they are reopened.

-- One row a case: what stood in cases, case_data and case_views. History, texts, business keys and closings stay.
create table archived_cases (
  tenant_id int4 not null,
  case_id int8 not null,
  seq int8 not null,
  head bytea not null,
  last_us int8 not null,
  definition bytea not null,
  doc bytea not null,
  workflow text not null,
  version int4 not null,
  state text not null,
  title text not null,
  due date,
  opened_at timestamptz not null,
  ended_at timestamptz,
  data jsonb not null,
  archived_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, case_id)
);

-- Finds those that ended long ago without looking at the others.
create index case_views_by_end on case_views (tenant_id, ended_at, case_id) where ended_at is not null;

-- Every case, wherever it stands.
create view every_case as
select c.tenant_id, c.case_id, c.seq, c.head, d.doc
from cases c join case_data d on d.tenant_id = c.tenant_id and d.case_id = c.case_id
union all
select tenant_id, case_id, seq, head, doc from archived_cases;

create view every_case_view as
select tenant_id, case_id, workflow, version, state, title, due, opened_at, ended_at, data from case_views
union all
select tenant_id, case_id, workflow, version, state, title, due, opened_at, ended_at, data from archived_cases;

create view every_case_id as
select tenant_id, case_id, definition from cases
union all
select tenant_id, case_id, definition from archived_cases;

-- Vacuum by what a table is: queues by number of dead rows, whatever their size; what is only added to is frozen early,
-- so that it is never read again for that.
alter table case_data set (autovacuum_vacuum_cost_delay = 0);
alter table case_views set (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
alter table registers set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
alter table timers set (vacuum_truncate = off);
alter table work_items set (vacuum_truncate = off);
alter table outbox set (vacuum_truncate = off);
alter table commands set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_freeze_min_age = 0);
alter table event_texts set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_freeze_min_age = 0);
alter table archived_cases set (autovacuum_vacuum_scale_factor = 0.02);

-- What autovacuum must do with one partition of history.
create function keep_partition_clean(partition regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_freeze_min_age = 0)',
    partition);
end $$;

create or replace function make_events_partition(day date) returns void language plpgsql security definer
set search_path from current as $$
declare
  first date := date_trunc('month', day)::date;
  partition text := 'events_' || to_char(first, 'YYYYMM');
begin
  if to_regclass(partition) is not null then
    return;
  end if;
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

select keep_partition_clean(inhrelid::regclass) from pg_inherits where inhparent = 'events'::regclass;

-- Autovacuum never analyses the parent of partitions: without figures about it a plan is a guess.
create function analyze_history() returns void language plpgsql security definer set search_path from current as $$
begin
  analyze events;
end $$;

do $$
begin
  if exists (select 1 from pg_roles where rolname = 'lookbackd') then
    grant select, insert, delete on archived_cases to lookbackd;
    grant update (archived_at) on archived_cases to lookbackd;
    grant select on every_case, every_case_view, every_case_id to lookbackd;
  end if;
end $$;

-- So that the doctor sees the sessions of other roles. Who may not grant it is told by the doctor what it cannot see.
do $$
begin
  if exists (select 1 from pg_roles where rolname = 'lookbackd') then
    grant pg_read_all_stats to lookbackd;
  end if;
exception when insufficient_privilege then
  raise notice 'lookbackd cannot see sessions of other roles: grant pg_read_all_stats to lookbackd';
end $$;
