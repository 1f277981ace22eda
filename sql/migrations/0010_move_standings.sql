-- Where a case stands - its state, its next due date, whether it has ended - is kept beside its document from here on: a
-- transition writes both in one row. What lists show besides changes with the data alone, and stays in case_views.

drop view every_case, every_case_view;

-- Filled before it has indexes: a table of many cases is written once, not row by row in place.
create table case_data_next (
  tenant_id int4 not null,
  case_id int8 not null,
  doc bytea not null,
  workflow text not null,
  state text not null,
  due date,
  ended_at timestamptz
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- A case without a line in the lists stands nowhere until `lookbackd rebuild` has looked at it, as before.
insert into case_data_next (tenant_id, case_id, doc, workflow, state, due, ended_at)
select d.tenant_id, d.case_id, d.doc, coalesce(v.workflow, ''), coalesce(v.state, ''), v.due, v.ended_at
from case_data d left join case_views v using (tenant_id, case_id)
order by d.tenant_id, d.case_id;

drop table case_data;
alter table case_data_next rename to case_data;
alter table case_data add constraint case_data_pkey primary key (tenant_id, case_id);
create index case_data_by_state on case_data (tenant_id, workflow, state, case_id);
create index case_data_by_due on case_data (tenant_id, due, case_id) where due is not null;
create index case_data_by_end on case_data (tenant_id, ended_at, case_id) where ended_at is not null;

-- Lists by state look into the archive, too.
create index archived_cases_by_state on archived_cases (tenant_id, workflow, state, case_id);

alter table case_views drop column workflow, drop column state, drop column due, drop column ended_at;

-- Every case, wherever it stands.
create view every_case as
select c.tenant_id, c.case_id, c.seq, c.head, d.doc
from cases c join case_data d on d.tenant_id = c.tenant_id and d.case_id = c.case_id
union all
select tenant_id, case_id, seq, head, doc from archived_cases;

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
       count(c.case_id) filter (where d.ended_at is null), count(c.case_id) filter (where d.ended_at is not null)
     from own o left join cases c using (tenant_id, case_id) left join case_data d using (tenant_id, case_id)', source);
end $$;

-- Cases that are not archived and have events in a month.
create or replace function find_month_holders(source regclass, atmost int8) returns table (
  tenant_id int4, case_id int8, title text, ended bool
) language plpgsql stable set search_path from current as $$
begin
  return query execute format(
    'select c.tenant_id, c.case_id, coalesce(v.title, ''''), d.ended_at is not null
     from cases c left join case_data d using (tenant_id, case_id) left join case_views v using (tenant_id, case_id)
     where exists (select from %s e where e.tenant_id = c.tenant_id and e.case_id = c.case_id)
     order by d.ended_at is not null, c.tenant_id, c.case_id limit $1', source) using atmost;
end $$;

do $$
begin
  if exists (select 1 from pg_roles where rolname = 'lookbackd') then
    grant select, insert, update, delete on case_data to lookbackd;
    grant select on every_case to lookbackd;
  end if;
end $$;
