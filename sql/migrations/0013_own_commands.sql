-- The id of a command is its owner's own, and what the command did is kept with it: a repetition is answered with what was
-- done the first time. A batch finds out which of what it needs somebody else holds, without waiting for it.

alter table commands add column owner text not null default '', add column state text, add column link bytea;
-- Of commands whose events are in months that are out nothing more is known.
update commands c set at = e.at, link = e.link, state = case when e.track = 0 then e.to_state end,
  owner = case when e.actor = 'engine' then '' when c.command_id like 'sweep %' then e.actor || ' sweep' else e.actor end
from events e where e.tenant_id = c.tenant_id and e.case_id = c.case_id and e.seq = c.seq;
alter table commands drop constraint commands_pkey;
alter table commands add constraint commands_pkey primary key (tenant_id, command_id, owner);

alter table archived_cases add column command_owners text[], add column command_states text[],
  add column command_links bytea[], add column command_ats timestamptz[];
update archived_cases a set command_owners = k.owners, command_states = k.states, command_links = k.links,
  command_ats = k.ats
from (
  select b.tenant_id, b.case_id,
    array_agg(case when e.actor is null or e.actor = 'engine' then '' when c.id like 'sweep %' then e.actor || ' sweep'
      else e.actor end order by c.n) as owners,
    array_agg(case when e.track = 0 then e.to_state end order by c.n) as states,
    array_agg(e.link order by c.n) as links, array_agg(coalesce(e.at, now()) order by c.n) as ats
  from archived_cases b
  cross join lateral unnest(b.command_ids, b.command_seqs) with ordinality as c(id, seq, n)
  left join events e on e.tenant_id = b.tenant_id and e.case_id = b.case_id and e.seq = c.seq
  group by 1, 2
) k
where a.tenant_id = k.tenant_id and a.case_id = k.case_id;

-- Locks those of these registers that nobody else holds, and makes those that are missing, waiting no longer than the
-- transaction's patience for locks.
create function lock_free_registers(tenants int4[], names text[], periods int4[])
returns table (tenant_id int4, name text, period int4, next int8) language plpgsql set search_path from current as $$
#variable_conflict use_column
begin
  for i in 1 .. coalesce(array_length(tenants, 1), 0) loop
    begin
      insert into registers (tenant_id, name, period, next) values (tenants[i], names[i], periods[i], 1)
      on conflict do nothing;
    exception when lock_not_available then null;
    end;
  end loop;
  return query
    select r.tenant_id, r.name, r.period, r.next from registers r
    where (r.tenant_id, r.name, r.period) in (select * from unnest(tenants, names, periods))
    order by r.tenant_id, r.name, r.period for update skip locked;
end $$;

-- Which of these business keys somebody else is about to take, or to give free. Each is taken for a moment and given back.
create function held_keys(tenants int4[], workflows text[], fields text[], vals text[])
returns table (tenant_id int4, workflow text, field text, value text) language plpgsql
set search_path from current as $$
#variable_conflict use_column
begin
  for i in 1 .. coalesce(array_length(tenants, 1), 0) loop
    begin
      insert into case_keys (tenant_id, workflow, field, value, case_id)
      values (tenants[i], workflows[i], fields[i], vals[i], 0);
      raise exception 'free' using errcode = 'LB001';
    exception
      when lock_not_available then return query select tenants[i], workflows[i], fields[i], vals[i];
      when unique_violation or sqlstate 'LB001' then null;
    end;
  end loop;
end $$;

-- The same of the ids of commands.
create function held_commands(tenants int4[], ids text[], owners text[])
returns table (tenant_id int4, command_id text, owner text) language plpgsql set search_path from current as $$
#variable_conflict use_column
begin
  for i in 1 .. coalesce(array_length(tenants, 1), 0) loop
    begin
      insert into commands (tenant_id, command_id, owner, case_id, seq, content)
      values (tenants[i], ids[i], owners[i], 0, 0, '');
      raise exception 'free' using errcode = 'LB001';
    exception
      when lock_not_available then return query select tenants[i], ids[i], owners[i];
      when unique_violation or sqlstate 'LB001' then null;
    end;
  end loop;
end $$;

do $$
begin
  if exists (select 1 from pg_roles where rolname = 'lookbackd') then
    grant update (command_owners, command_states, command_links, command_ats) on archived_cases to lookbackd;
  end if;
end $$;
