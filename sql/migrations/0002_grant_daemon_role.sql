-- The role of the running daemon: it can add to history and not change it.
do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'lookbackd') then
    create role lookbackd login;
  end if;
exception when insufficient_privilege or duplicate_object or unique_violation then
  raise notice 'role lookbackd was not created: create it, then run lookbackd migrate again';
end $$;

do $$
begin
  if exists (select 1 from pg_roles where rolname = 'lookbackd') then
    execute format('grant usage on schema %I to lookbackd', current_schema());
    execute format('grant select, insert, update, delete on all tables in schema %I to lookbackd', current_schema());
    execute format('grant usage on all sequences in schema %I to lookbackd', current_schema());
    revoke update, delete, truncate on events, events_other, closings, definitions from lookbackd;
    revoke insert, update, delete on migrations from lookbackd;
  end if;
end $$;
