-- Lists the outbox, the oldest message first; with readers, those of cases that one of them may see.
select o.id, o.case_id, o.seq, o.at, o.track, o.topic, o.about, o.recipients, o.due,
  coalesce((select title from case_views v where v.case_id = o.case_id),
    (select title from archived_cases a where a.case_id = o.case_id), ''),
  null::text
from outbox o
where (@case_id::int8 is null or o.case_id = @case_id) and o.id > @after
  and (@readers::text[] is null or exists (
    select from case_readers r where r.case_id = o.case_id and r.reader = any(@readers) offset 0))
order by o.id limit @limit
