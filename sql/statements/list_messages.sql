-- The outbox, oldest first.
select o.id, o.case_id, o.seq, o.at, o.track, o.topic, o.about, o.recipients, o.due,
  coalesce((select title from case_views v where v.tenant_id = o.tenant_id and v.case_id = o.case_id),
    (select title from archived_cases a where a.tenant_id = o.tenant_id and a.case_id = o.case_id), ''),
  null::text
from outbox o
where o.tenant_id = $1 and ($3::int8 is null or o.case_id = $3) and o.id > $4
order by o.id limit $2
