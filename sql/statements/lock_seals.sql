-- Lets one change of the organisation follow another, so that each seals what it and those before it made. What there is
-- is read for the first of them only.
with made as (
  insert into seals (what, digest) select o.what, o.digest from organisation() o
  where not exists (select from seals)
  on conflict do nothing
)
select 1 from seals order by what for update
