-- What could not be delivered, oldest first.
select d.id, d.case_id, d.seq, d.at, d.track, d.topic, d.about, d.recipients, null::date, v.title, d.reason
from outbox_dead d join every_case_view v using (tenant_id, case_id)
where d.tenant_id = $1 and ($3::int8 is null or d.case_id = $3) and d.id > $4
order by d.at, d.id limit $2
