-- Lets one change of the organisation follow another, so that each seals what it and those before it made. What there is
-- is read for the first of them only.
with made as (
  insert into seals (tenant_id, what, digest) select $1::int4, o.what, o.digest from organisation($1) o
  where not exists (select from seals where tenant_id = $1)
  on conflict do nothing
)
select 1 from seals where tenant_id = $1 order by what for update
