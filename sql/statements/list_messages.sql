-- The outbox, oldest first.
select o.id, o.case_id, o.seq, o.at, o.track, o.topic, o.about, o.recipients, o.due, v.title, null::text
from outbox o join every_case_view v using (tenant_id, case_id)
where o.tenant_id = $1 and ($3::int8 is null or o.case_id = $3) and o.id > $4
order by o.at, o.id limit $2
