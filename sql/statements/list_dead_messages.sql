-- What could not be delivered, oldest first.
select d.id, d.case_id, d.seq, d.at, d.track, d.topic, d.about, d.recipients, null::date,
  coalesce((select title from case_views v where v.tenant_id = d.tenant_id and v.case_id = d.case_id),
    (select title from archived_cases a where a.tenant_id = d.tenant_id and a.case_id = d.case_id), ''),
  d.reason
from outbox_dead d
where d.tenant_id = $1 and ($3::int8 is null or d.case_id = $3) and d.id > $4
order by d.id limit $2
