-- Signals between cases, and the workflow of each work item.
alter table outbox add column hops int4 not null default 0;
create index outbox_signals on outbox (lane, id) where topic = 'signal';

-- What no further attempt will deliver, with the reason; kept until somebody has looked at it.
create table outbox_dead (
  tenant_id int4 not null,
  lane int2 not null,
  id int8 not null,
  case_id int8 not null,
  seq int8 not null,
  at timestamptz not null,
  track int4 not null,
  topic text not null,
  about text not null,
  recipients text[] not null,
  reason text not null,
  died_at timestamptz not null default now(),
  primary key (tenant_id, lane, id)
);

do $$
begin
  if exists (select 1 from pg_roles where rolname = 'lookbackd') then
    grant select, insert, delete on outbox_dead to lookbackd;
  end if;
end $$;

-- What a work item's kind is called is said by the workflow of its track.
alter table work_items add column workflow text not null default '', add column version int4 not null default 0;
