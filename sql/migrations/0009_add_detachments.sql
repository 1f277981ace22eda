-- Months of history that are over leave the tables that are read daily, and come back; nothing of them is deleted.
-- The keys of commands go into the archive with their case, and come back with it.

-- One row each time that a month was taken out.
create table detachments (
  detachment_id int8 primary key generated always as identity,
  -- its first day, by UTC
  month date not null check (extract(day from month) = 1),
  person text not null,
  detached_at timestamptz not null default clock_timestamp(),
  events int8 not null default 0,
  cases int8 not null default 0,
  -- of the rows of detached_chains
  digest bytea not null default '',
  -- null: it is out
  attached_at timestamptz,
  attached_by text
);
create unique index detachments_in_effect on detachments (month) where attached_at is null;

-- From where to where each case's chain runs through that month: with it the chain is followed without the events.
create table detached_chains (
  tenant_id int4 not null,
  case_id int8 not null,
  detachment_id int8 not null references detachments,
  first_seq int8 not null,
  last_seq int8 not null,
  -- the link before the first event; empty: it is the first of all
  previous bytea not null,
  -- the link of the last event
  link bytea not null,
  -- the archived case as it was then: how many events it had, and the hash of its state
  case_seq int8 not null,
  doc_digest bytea not null,
  primary key (tenant_id, case_id, detachment_id)
);
create trigger chains_are_kept before update or delete on detached_chains
  for each row execute function refuse_change();
create trigger chains_are_not_emptied before truncate on detached_chains
  for each statement execute function refuse_change();

create function month_name(kind text, month date) returns text language sql stable as $$
  select kind || '_' || to_char(month, 'YYYYMM')
$$;

create function digest_detachment(number int8) returns bytea language sql stable set search_path from current as $$
  select sha256(coalesce(string_agg(
    int4send(tenant_id) || int8send(case_id) || int8send(first_seq) || int8send(last_seq) || previous || link
      || int8send(case_seq) || doc_digest, ''::bytea order by tenant_id, case_id), ''::bytea))
  from detached_chains where detachment_id = number
$$;

-- The events of a case in months that are out, as far as their tables are in this database.
create function detached_events(tenant int4, owner int8) returns table (
  seq int8, body bytea, link bytea, texts bytea, at timestamptz, happened_on date, track int4, event text,
  from_state text, to_state text, actor text, command_id text
) language plpgsql stable security definer set search_path from current as $$
declare
  month date;
begin
  for month in
    select d.month from detached_chains c join detachments d using (detachment_id)
    where c.tenant_id = tenant and c.case_id = owner and d.attached_at is null order by c.first_seq
  loop
    continue when to_regclass(month_name('detached_events', month)) is null
      or to_regclass(month_name('detached_texts', month)) is null;
    return query execute format(
      'select e.seq, e.body, e.link, t.texts, e.at, e.happened_on, e.track, e.event, e.from_state, e.to_state, e.actor,
         e.command_id
       from %I e left join %I t using (tenant_id, case_id, seq) where e.tenant_id = $1 and e.case_id = $2',
      month_name('detached_events', month), month_name('detached_texts', month)) using tenant, owner;
  end loop;
end $$;

-- What one table of a month holds. Cases that stand in `cases` are not archived.
create function survey_month(source regclass) returns table (
  events int8, cases int8, first_at timestamptz, last_at timestamptz, open_cases int8, ended_cases int8
) language plpgsql stable set search_path from current as $$
begin
  return query execute format(
    'with own as (
       select tenant_id, case_id, count(*) as events, min(at) as first_at, max(at) as last_at from %s group by 1, 2
     )
     select coalesce(sum(o.events), 0)::int8, count(*), min(o.first_at), max(o.last_at),
       count(c.case_id) filter (where v.ended_at is null), count(c.case_id) filter (where v.ended_at is not null)
     from own o left join cases c using (tenant_id, case_id) left join case_views v using (tenant_id, case_id)', source);
end $$;

-- Cases that are not archived and have events in a month.
create function find_month_holders(source regclass, atmost int8) returns table (
  tenant_id int4, case_id int8, title text, ended bool
) language plpgsql stable set search_path from current as $$
begin
  return query execute format(
    'select c.tenant_id, c.case_id, coalesce(v.title, ''''), v.ended_at is not null
     from cases c left join case_views v using (tenant_id, case_id)
     where exists (select from %s e where e.tenant_id = c.tenant_id and e.case_id = c.case_id)
     order by v.ended_at is not null, c.tenant_id, c.case_id limit $1', source) using atmost;
end $$;

-- A page of the cases that have events in a month; without a definition where the case is gone.
create function list_month_case_ids(source regclass, tenant int4, after int8, atmost int8) returns table (
  case_id int8, definition bytea
) language plpgsql stable set search_path from current as $$
begin
  return query execute format(
    'select o.case_id, i.definition from (
       select distinct e.case_id from %s e where e.tenant_id = $1 and e.case_id > $2 order by e.case_id limit $3
     ) o left join every_case_id i on i.tenant_id = $1 and i.case_id = o.case_id order by o.case_id', source)
  using tenant, after, atmost;
end $$;

-- Records the end of every chain and puts the month's texts aside; the number of the act. Nobody writes to the month
-- meanwhile; everybody reads it.
create function prepare_detachment(first date, actor text) returns int8 language plpgsql set search_path from current as $$
declare
  source text := month_name('events', first);
  number int8;
begin
  execute format('lock table %I in share mode', source);
  insert into detachments (month, person) values (first, actor) returning detachment_id into number;
  execute format(
    'insert into detached_chains
     select o.tenant_id, o.case_id, $1, o.first_seq, o.last_seq,
       case when o.first_seq = 1 then ''''::bytea else coalesce(
         (select b.link from events b
          where b.tenant_id = o.tenant_id and b.case_id = o.case_id and b.seq = o.first_seq - 1),
         (select b.link from detached_chains b join detachments d using (detachment_id)
          where b.tenant_id = o.tenant_id and b.case_id = o.case_id and b.last_seq = o.first_seq - 1
            and d.attached_at is null)) end,
       l.link, k.seq, sha256(k.doc)
     from (select tenant_id, case_id, min(seq) as first_seq, max(seq) as last_seq from %1$I group by 1, 2) o
     join %1$I l on l.tenant_id = o.tenant_id and l.case_id = o.case_id and l.seq = o.last_seq
     join every_case k on k.tenant_id = o.tenant_id and k.case_id = o.case_id', source) using number;
  execute format('create table %I (like event_texts including all)', month_name('detached_texts', first));
  execute format(
    'with gone as (
       delete from event_texts t using %I e
       where t.tenant_id = e.tenant_id and t.case_id = e.case_id and t.seq = e.seq returning t.*
     ) insert into %I select * from gone', source, month_name('detached_texts', first));
  update detachments d set digest = digest_detachment(number), cases = c.cases, events = c.events
  from (select count(*) as cases, coalesce(sum(last_seq - first_seq + 1), 0)::int8 as events
    from detached_chains where detachment_id = number) c
  where d.detachment_id = number;
  return number;
end $$;

-- Takes the month out, if the lock that this needs for a moment can be had at once.
create function detach_month(first date) returns bool language plpgsql set search_path from current as $$
declare
  kept text := month_name('detached_events', first);
begin
  begin
    execute format('alter table events detach partition %I', month_name('events', first));
  exception when lock_not_available then
    return false;
  end;
  execute format('alter table %I rename to %I', month_name('events', first), kept);
  execute format('create trigger detached_is_kept before update or delete on %I
    for each row execute function refuse_change()', kept);
  execute format('create trigger detached_is_not_emptied before truncate on %I
    for each statement execute function refuse_change()', kept);
  return true;
end $$;

-- Says of a table what its partition will hold, so that it is looked through before it is attached and not meanwhile.
-- Without a look at what is there: that is `validate`. False if the lock cannot be had at once.
create function bound_month(first date) returns bool language plpgsql set search_path from current as $$
declare
  kept text := month_name('detached_events', first);
begin
  if exists (select from pg_constraint where conrelid = to_regclass(kept) and conname = 'of_its_month') then
    return true;
  end if;
  execute format('alter table %I add constraint of_its_month check (at >= %L and at < %L) not valid', kept,
    to_char(first, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(first + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
  return true;
exception when lock_not_available then
  return false;
end $$;

create function validate_month(first date) returns void language plpgsql set search_path from current as $$
begin
  execute format('alter table %I validate constraint of_its_month', month_name('detached_events', first));
end $$;

-- Brings the texts of a month back; its own tables are read meanwhile.
create function prepare_attachment(first date) returns void language plpgsql set search_path from current as $$
begin
  execute format('insert into event_texts select * from %I', month_name('detached_texts', first));
end $$;

-- Makes the table of a month a partition again, if the locks can be had at once. They are taken in the order in which
-- readers take theirs, history first: nobody waits crosswise. Attaching alone would lock out nobody who has planned to
-- read history without this month, and who would then look for its own table in vain.
create function attach_month(first date, actor text) returns bool language plpgsql set search_path from current as $$
declare
  kept text := month_name('detached_events', first);
  partition text := month_name('events', first);
begin
  lock table only events in access exclusive mode;
  execute format('lock table %I, %I in access exclusive mode', kept, month_name('detached_texts', first));
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

-- The keys of an archived case's commands, without the one that opened it, which stays to be found without the case.
-- Null: they stand in commands still.
alter table archived_cases add column command_ids text[], add column command_seqs int8[],
  add column command_contents bytea[];
create index archived_cases_with_keys on archived_cases (tenant_id, case_id) where command_ids is null;
alter table commands set (autovacuum_vacuum_scale_factor = 0.02);

-- One row each time that rows derived from a case were built anew, because they did not fit it.
create table rebuildings (
  tenant_id int4 not null,
  rebuilding_id int8 not null generated always as identity,
  case_id int8 not null,
  -- such as unarmed, workItems, view, keys: what `lookbackd verify` found
  what text[] not null,
  person text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, rebuilding_id)
);

revoke execute on function detached_events(int4, int8) from public;
do $$
begin
  if exists (select 1 from pg_roles where rolname = 'lookbackd') then
    grant execute on function detached_events(int4, int8) to lookbackd;
    grant select on detachments, detached_chains to lookbackd;
    grant update (command_ids, command_seqs, command_contents, workflow, version, state, title, due, opened_at, ended_at,
      data) on archived_cases to lookbackd;
    grant select, insert on rebuildings to lookbackd;
    execute format('grant usage on all sequences in schema %I to lookbackd', current_schema());
  end if;
end $$;
