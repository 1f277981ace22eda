-- Of events that were acknowledged, one that history does not have: the database has gone back.
select x.case_id, x.seq
from unnest($1::int4[], $2::int8[], $3::int8[], $4::bytea[]) as x(tenant_id, case_id, seq, link)
where not exists (
  select from events e where e.tenant_id = x.tenant_id and e.case_id = x.case_id and e.seq = x.seq and e.link = x.link)
  and not exists (
    select from detached_chains d join detachments o using (detachment_id)
    where d.tenant_id = x.tenant_id and d.case_id = x.case_id and x.seq between d.first_seq and d.last_seq
      and (x.seq < d.last_seq or d.link = x.link) and o.attached_at is null)
order by x.case_id limit 1
