-- What a verification compares with, so that it sees what leaves nothing behind: how many cases were opened, and what the
-- organisation was when the daemon last changed it. Whoever changes tables by hand and these with them is not seen.

-- Each connection adds to rows of its own, so that no opening waits for another. A period is 2^50 numbers of cases, 25
-- days; a case that is taken away is missing in its count, one that is put in its place changes the sum of the numbers.
create table opened_cases (
  tenant_id int4 not null,
  period int8 not null,
  writer int4 not null,
  cases int8 not null,
  numbers numeric not null,
  primary key (tenant_id, period, writer)
) with (fillfactor = 50);
insert into opened_cases (tenant_id, period, writer, cases, numbers)
select tenant_id, case_id >> 50, 0, count(*), sum(case_id) from every_case_id group by 1, 2;

create table seals (
  tenant_id int4 not null,
  what text not null,
  digest bytea not null,
  -- whether the rows were those of the digest before the last change: what others changed is not sealed with it
  is_whole bool not null default true,
  primary key (tenant_id, what)
);

-- Who and what there is, table by table, each in one digest that depends on nothing but the rows.
create function organisation(office int4) returns table (what text, digest bytea)
language sql stable set search_path from current as $$
  select t.what, sha256(convert_to(coalesce(string_agg(t.line, E'\n' order by t.line collate "C"), ''), 'UTF8')) from (
    select 'persons' as what, quote_nullable(person) || ' ' || quote_nullable(name) || ' ' || quote_nullable(uid) as line
    from persons where tenant_id = office
    union all
    select 'units', quote_nullable(unit) || ' ' || quote_nullable(name) || ' ' || quote_nullable(document_code)
    from units where tenant_id = office
    union all
    select 'posts', quote_nullable(person) || ' ' || quote_nullable(post) || ' ' || quote_nullable(unit)
    from posts where tenant_id = office
    union all
    select 'tokens', token_id || ' ' || quote_nullable(person) || ' ' || encode(hash, 'hex')
    from tokens where tenant_id = office
    union all
    select 'substitutes', substitute_id || ' ' || quote_nullable(person) || ' ' || quote_nullable(substitute) || ' '
      || (first_day - date '1970-01-01') || ' ' || (last_day - date '1970-01-01') || ' ' || quote_nullable(post) || ' '
      || quote_nullable(unit) || ' ' || quote_nullable(added_by) || ' '
      || quote_nullable(extract(epoch from ended_at)) || ' ' || quote_nullable(ended_by)
    from substitutes where tenant_id = office
    union all
    select unnest(array['persons', 'units', 'posts', 'tokens', 'substitutes']), null
  ) t group by t.what
$$;
insert into seals (tenant_id, what, digest) select t.tenant_id, o.* from tenants t cross join lateral organisation(t.tenant_id) o;

do $$
begin
  if exists (select 1 from pg_roles where rolname = 'lookbackd') then
    grant select, insert, update on opened_cases, seals to lookbackd;
    grant execute on function organisation(int4) to lookbackd;
  end if;
end $$;
