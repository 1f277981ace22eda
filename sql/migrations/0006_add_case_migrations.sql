-- Moving open cases to another version of their workflow as a recorded act.

-- One row each time that cases were moved to a version.
create table case_migrations (
  tenant_id int4 not null references tenants,
  migration_id int8 not null generated always as identity,
  workflow text not null,
  version int4 not null check (version > 0),
  person text not null,
  via text not null,
  started_at timestamptz not null default clock_timestamp(),
  -- null: under way, or cut short; doing it again goes on under the same number
  ended_at timestamptz,
  primary key (tenant_id, migration_id)
);
-- At most one to each version is under way.
create unique index case_migrations_open on case_migrations (tenant_id, workflow, version) where ended_at is null;

-- What became of each case. A row stands here before its case moves: a crash leaves it as planned, and the next attempt
-- asks again under the same command id.
create table case_migration_results (
  tenant_id int4 not null,
  migration_id int8 not null,
  case_id int8 not null,
  outcome text not null check (outcome in ('planned', 'moved', 'refused')),
  -- why it was refused, in English and in Chinese
  reason text not null default '',
  reason_zh text not null default '',
  primary key (tenant_id, migration_id, case_id)
);

-- Each date that it changed; null: there was none, or there is none any more.
create table case_migration_dates (
  tenant_id int4 not null,
  migration_id int8 not null,
  case_id int8 not null,
  track int4 not null,
  subject text not null,
  old_due date,
  new_due date,
  reason text not null,
  primary key (tenant_id, migration_id, case_id, track, subject)
);

do $$
begin
  if exists (select 1 from pg_roles where rolname = 'lookbackd') then
    grant select, insert on case_migrations, case_migration_results, case_migration_dates to lookbackd;
    grant update (ended_at) on case_migrations to lookbackd;
    grant update (outcome, reason, reason_zh) on case_migration_results to lookbackd;
    -- the dates of a plan that a concurrent command overtook are worked out anew
    grant delete on case_migration_dates to lookbackd;
    execute format('grant usage on all sequences in schema %I to lookbackd', current_schema());
  end if;
end $$;
