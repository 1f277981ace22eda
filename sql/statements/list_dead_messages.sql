-- Lists messages that could not be delivered, the oldest first; with readers, those of cases that one of them may see.
select d.id, d.case_id, d.seq, d.at, d.track, d.topic, d.about, d.recipients, null::date,
  coalesce((select title from case_views v where v.case_id = d.case_id),
    (select title from archived_cases a where a.case_id = d.case_id), ''),
  d.reason
from outbox_dead d
where (@case_id::int8 is null or d.case_id = @case_id) and d.id > @after
  and (@readers::text[] is null or exists (
    select from case_readers r where r.case_id = d.case_id and r.reader = any(@readers) offset 0))
order by d.id limit @limit
