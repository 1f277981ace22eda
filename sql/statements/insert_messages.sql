-- Puts messages into the outbox; ids are drawn in array order, under the locks of their cases.
insert into outbox (lane, tenant_id, case_id, seq, at, track, topic, about, recipients, due, hops)
select x.lane, x.tenant_id, x.case_id, x.seq, x.at, x.track, x.topic, x.about, string_to_array(x.recipients, ','), x.due,
  x.hops
from unnest($1::int2[], $2::int4[], $3::int8[], $4::int8[], $5::timestamptz[], $6::int4[], $7::text[], $8::text[],
  $9::text[], $10::date[], $11::int4[])
  with ordinality as x(lane, tenant_id, case_id, seq, at, track, topic, about, recipients, due, hops, n)
order by x.n
