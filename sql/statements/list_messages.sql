-- The outbox, oldest first.
select o.id, o.case_id, o.seq, o.at, o.track, o.topic, o.about, o.recipients, o.due,
  coalesce((select title from case_views v where v.case_id = o.case_id),
    (select title from archived_cases a where a.case_id = o.case_id), ''),
  null::text
from outbox o
where ($2::int8 is null or o.case_id = $2) and o.id > $3
order by o.id limit $1
