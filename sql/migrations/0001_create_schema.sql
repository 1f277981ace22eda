-- The first schema: tenants and their people, definitions, cases, history, timers, work items, outbox.
-- The tenant is part of every primary and unique key.

create table tenants (
  tenant_id int4 primary key,
  name text not null unique,
  -- microseconds since 1970 of a test clock; null: the tenant runs on the database's clock
  clock_us int8
);
insert into tenants (tenant_id, name) values (1, 'main');

create table persons (
  tenant_id int4 not null references tenants,
  person text not null check (person ~ '^[^@,\s]{1,128}$' and person <> 'engine'),
  name text not null,
  uid int8,
  primary key (tenant_id, person),
  unique (tenant_id, uid)
);

create table units (
  tenant_id int4 not null references tenants,
  unit text not null check (unit ~ '^[^@,\s]{1,128}$'),
  name text not null,
  -- the letter code of its documents (发文代字), such as 青民
  document_code text,
  primary key (tenant_id, unit)
);

create table posts (
  tenant_id int4 not null,
  person text not null,
  post text not null check (post ~ '^[^@,\s]{1,128}$'),
  unit text not null,
  primary key (tenant_id, person, post, unit),
  foreign key (tenant_id, person) references persons,
  foreign key (tenant_id, unit) references units
);
create index posts_by_unit on posts (tenant_id, unit, post);

create table tokens (
  tenant_id int4 not null,
  token_id int8 not null generated always as identity,
  person text not null,
  hash bytea not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, token_id),
  unique (tenant_id, hash),
  foreign key (tenant_id, person) references persons
);

-- Every version of every definition file, never changed. Calendars and schemes are kept beside the workflows.
create table definitions (
  tenant_id int4 not null references tenants,
  kind text not null check (kind in ('workflow', 'calendar', 'classes')),
  name text not null,
  version int4 not null check (version > 0),
  digest bytea not null,
  source text not null,
  published_at timestamptz not null default now(),
  primary key (tenant_id, kind, name, version)
);

-- Narrow, one HOT-updatable row a case; nothing but the key is indexed.
create table cases (
  tenant_id int4 not null,
  case_id int8 not null,
  seq int8 not null,
  head bytea not null,
  last_us int8 not null,
  definition bytea not null,
  primary key (tenant_id, case_id)
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- The whole state of a case in canonical bytes; what replaying its events gives.
create table case_data (
  tenant_id int4 not null,
  case_id int8 not null,
  doc bytea not null,
  primary key (tenant_id, case_id)
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02);

-- Business keys, such as the number of a recommendation.
create table case_keys (
  tenant_id int4 not null,
  workflow text not null,
  field text not null,
  value text not null,
  case_id int8 not null,
  primary key (tenant_id, workflow, field, value)
);
create index case_keys_by_value on case_keys (tenant_id, value);

-- What lists and searches read; derived from the case.
create table case_views (
  tenant_id int4 not null,
  case_id int8 not null,
  workflow text not null,
  version int4 not null,
  state text not null,
  title text not null,
  due date,
  opened_at timestamptz not null,
  ended_at timestamptz,
  data jsonb not null,
  primary key (tenant_id, case_id)
);
create index case_views_by_state on case_views (tenant_id, workflow, state, case_id);
create index case_views_by_due on case_views (tenant_id, due, case_id) where due is not null;

-- One row each time a case ends: the snapshot that yearly statistics count, untouched when the case is reopened.
create table closings (
  tenant_id int4 not null,
  case_id int8 not null,
  seq int8 not null,
  round int4 not null,
  workflow text not null,
  state text not null,
  opened_on date not null,
  closed_on date not null,
  due date,
  on_time bool,
  data jsonb not null,
  primary key (tenant_id, case_id, seq)
);
create index closings_by_date on closings (tenant_id, workflow, closed_on);

-- History. The body is the canonical bytes; the columns beside it are for reading and are checked against it.
create table events (
  tenant_id int4 not null,
  case_id int8 not null,
  seq int8 not null,
  at timestamptz not null,
  happened_on date not null,
  track int4 not null,
  event text not null,
  from_state text not null,
  to_state text not null,
  actor text not null,
  command_id text not null,
  body bytea not null,
  link bytea not null,
  primary key (tenant_id, case_id, seq, at)
) partition by range (at);
create table events_other partition of events default;

-- The texts that events commit to; erasing one leaves every proof valid.
create table event_texts (
  tenant_id int4 not null,
  case_id int8 not null,
  seq int8 not null,
  texts bytea not null,
  primary key (tenant_id, case_id, seq)
);

create table commands (
  tenant_id int4 not null,
  command_id text not null,
  case_id int8 not null,
  seq int8 not null,
  content bytea not null,
  at timestamptz not null default now(),
  primary key (tenant_id, command_id)
);

-- Lanes 0-63 run on the database's clock, 64-127 on the test clocks of their tenants. Inserted and deleted only.
create table timers (
  lane int2 not null,
  due_us int8 not null,
  case_id int8 not null,
  kind text not null,
  tenant_id int4 not null,
  primary key (lane, due_us, case_id, kind, tenant_id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

create table work_items (
  tenant_id int4 not null,
  case_id int8 not null,
  track int4 not null,
  kind text not null,
  assignee text not null,
  due date,
  primary key (tenant_id, case_id, track, kind, assignee)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
create index work_items_by_assignee on work_items (tenant_id, assignee, due, case_id);

create table outbox (
  lane int2 not null,
  id int8 not null generated always as identity,
  tenant_id int4 not null,
  case_id int8 not null,
  seq int8 not null,
  at timestamptz not null,
  track int4 not null,
  topic text not null,
  about text not null,
  recipients text[] not null,
  due date,
  primary key (lane, id, tenant_id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

create table registers (
  tenant_id int4 not null,
  name text not null,
  period int4 not null,
  next int8 not null check (next > 0),
  primary key (tenant_id, name, period)
);

-- Ends the transaction unless as many rows were touched as the batch meant to touch.
create function require_rows(touched int8, meant int8) returns int8 language plpgsql as $$
begin
  if touched <> meant then
    raise exception 'expected % rows, found %', meant, touched using errcode = '40001';
  end if;
  return touched;
end $$;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'history is never changed: % on %', tg_op, tg_table_name using errcode = '42501';
end $$;
create trigger history_is_kept before update or delete on events
  for each row execute function refuse_change();
create trigger history_is_not_emptied before truncate on events
  for each statement execute function refuse_change();
create trigger closings_are_kept before update or delete on closings
  for each row execute function refuse_change();
create trigger closings_are_not_emptied before truncate on closings
  for each statement execute function refuse_change();

-- Makes the monthly partition of history that holds this day, if it is not there.
create function make_events_partition(day date) returns void language plpgsql security definer
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
exception when duplicate_table then
  return;
end $$;
