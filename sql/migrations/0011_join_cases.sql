-- A case is one row from here on: its place in history, its document and where it stands are locked, read and written
-- together. What lists look cases up by begins with where a case stands and since when, so that whatever moves comes to
-- the end of its list: among many cases, entries in the middle cost a page each that nobody touched lately.

drop view every_case, every_case_id;

-- Filled before it has indexes: a table of many cases is written once, not row by row in place.
create table cases_next (
  tenant_id int4 not null,
  case_id int8 not null,
  seq int8 not null,
  last_us int8 not null,
  -- when it came into its state, in microseconds since 1970: an order, not a record
  since_us int8 not null,
  due date,
  ended_at timestamptz,
  head bytea not null,
  definition bytea not null,
  workflow text not null,
  state text not null,
  doc bytea not null
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- Since when a case stands where it does is known with its next event. One without a document stays, and is found by
-- `lookbackd verify`, as before.
insert into cases_next (tenant_id, case_id, seq, last_us, since_us, due, ended_at, head, definition, workflow, state, doc)
select c.tenant_id, c.case_id, c.seq, c.last_us, c.last_us, d.due, d.ended_at, c.head, c.definition,
  coalesce(d.workflow, ''), coalesce(d.state, ''), coalesce(d.doc, '')
from cases c left join case_data d using (tenant_id, case_id)
order by c.tenant_id, c.case_id;

drop table cases, case_data;
alter table cases_next rename to cases;
alter table cases add constraint cases_pkey primary key (tenant_id, case_id);
create index cases_by_state on cases (tenant_id, workflow, state, since_us, case_id);
create index cases_by_due on cases (tenant_id, due, since_us) where due is not null;
create index cases_by_end on cases (tenant_id, ended_at, case_id) where ended_at is not null;

-- Lists by state look into the archive, too; there a case stands since its last event.
drop index archived_cases_by_state;
create index archived_cases_by_state on archived_cases (tenant_id, workflow, state, last_us, case_id);

-- Every case, wherever it stands.
create view every_case as
select tenant_id, case_id, seq, head, doc from cases
union all
select tenant_id, case_id, seq, head, doc from archived_cases;

create view every_case_id as
select tenant_id, case_id, definition from cases
union all
select tenant_id, case_id, definition from archived_cases;

-- What one table of a month holds. Cases that stand in `cases` are not archived.
create or replace function survey_month(source regclass) returns table (
  events int8, cases int8, first_at timestamptz, last_at timestamptz, open_cases int8, ended_cases int8
) language plpgsql stable set search_path from current as $$
begin
  return query execute format(
    'with own as (
       select tenant_id, case_id, count(*) as events, min(at) as first_at, max(at) as last_at from %s group by 1, 2
     )
     select coalesce(sum(o.events), 0)::int8, count(*), min(o.first_at), max(o.last_at),
       count(c.case_id) filter (where c.ended_at is null), count(c.case_id) filter (where c.ended_at is not null)
     from own o left join cases c using (tenant_id, case_id)', source);
end $$;

-- Cases that are not archived and have events in a month.
create or replace function find_month_holders(source regclass, atmost int8) returns table (
  tenant_id int4, case_id int8, title text, ended bool
) language plpgsql stable set search_path from current as $$
begin
  return query execute format(
    'select c.tenant_id, c.case_id, coalesce(v.title, ''''), c.ended_at is not null
     from cases c left join case_views v using (tenant_id, case_id)
     where exists (select from %s e where e.tenant_id = c.tenant_id and e.case_id = c.case_id)
     order by c.ended_at is not null, c.tenant_id, c.case_id limit $1', source) using atmost;
end $$;

do $$
begin
  if exists (select 1 from pg_roles where rolname = 'lookbackd') then
    grant select, insert, update, delete on cases to lookbackd;
    grant select on every_case, every_case_id to lookbackd;
  end if;
end $$;
