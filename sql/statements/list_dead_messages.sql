-- What could not be delivered, oldest first.
select d.id, d.case_id, d.seq, d.at, d.track, d.topic, d.about, d.recipients, null::date,
  coalesce((select title from case_views v where v.case_id = d.case_id),
    (select title from archived_cases a where a.case_id = d.case_id), ''),
  d.reason
from outbox_dead d
where ($2::int8 is null or d.case_id = $2) and d.id > $3
order by d.id limit $1
