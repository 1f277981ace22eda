-- Puts messages into the outbox; ids are drawn in array order, under the locks of their cases.
insert into outbox (lane, tenant_id, case_id, seq, at, track, topic, about, recipients, due, hops)
select unnest($1::int2[]), unnest($2::int4[]), unnest($3::int8[]), unnest($4::int8[]), unnest($5::timestamptz[]),
  unnest($6::int4[]), unnest($7::text[]), unnest($8::text[]), string_to_array(unnest($9::text[]), ','),
  unnest($10::date[]), unnest($11::int4[])
