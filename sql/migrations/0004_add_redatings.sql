-- Re-dating of open cases as a recorded act, and the date that a closing was first due on.
alter table closings add column original_due date, add column on_time_first bool;

-- One row each time that open cases were counted with newer calendars.
create table redatings (
  tenant_id int4 not null references tenants,
  redating_id int8 not null generated always as identity,
  editions text[] not null,
  person text not null,
  via text not null,
  started_at timestamptz not null default clock_timestamp(),
  -- null: under way, or cut short; doing it again goes on with what is left
  ended_at timestamptz,
  primary key (tenant_id, redating_id)
);

-- Each date that it moved.
create table redated_dates (
  tenant_id int4 not null,
  redating_id int8 not null,
  case_id int8 not null,
  track int4 not null,
  subject text not null,
  old_due date not null,
  new_due date not null,
  is_settled bool not null,
  primary key (tenant_id, redating_id, case_id, track, subject)
);

do $$
begin
  if exists (select 1 from pg_roles where rolname = 'lookbackd') then
    grant select, insert on redatings, redated_dates to lookbackd;
    grant update (ended_at) on redatings to lookbackd;
    execute format('grant usage on all sequences in schema %I to lookbackd', current_schema());
  end if;
end $$;
