-- Who may act for whom, from a day to a day. A line is ended, never removed: history says in whose place somebody acted.
create table substitutes (
  tenant_id int4 not null,
  substitute_id int8 not null generated always as identity,
  person text not null,
  substitute text not null,
  first_day date not null,
  last_day date not null,
  -- null: all posts, and what is asked of the person by name
  post text,
  unit text,
  added_at timestamptz not null default clock_timestamp(),
  added_by text not null,
  ended_at timestamptz,
  ended_by text,
  primary key (tenant_id, substitute_id),
  foreign key (tenant_id, person) references persons,
  foreign key (tenant_id, substitute) references persons,
  constraint substitutes_check check (person <> substitute),
  constraint substitutes_check1 check (first_day <= last_day),
  check ((post is null) = (unit is null))
);
create index substitutes_by_substitute on substitutes (tenant_id, substitute) where ended_at is null;

do $$
begin
  if exists (select 1 from pg_roles where rolname = 'lookbackd') then
    grant select, insert on substitutes to lookbackd;
    grant update (ended_at, ended_by) on substitutes to lookbackd;
    execute format('grant usage on all sequences in schema %I to lookbackd', current_schema());
  end if;
end $$;
