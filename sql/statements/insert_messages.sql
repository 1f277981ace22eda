-- Adds messages to the outbox. Their ids are drawn in array order, under the locks of their cases.
insert into outbox (lane, case_id, seq, at, track, topic, about, recipients, due, hops)
select unnest(@lane::int2[]), unnest(@case_id::int8[]), unnest(@seq::int8[]), unnest(@at::timestamptz[]),
  unnest(@track::int4[]), unnest(@topic::text[]), unnest(@about::text[]),
  string_to_array(unnest(@recipients::text[]), ','), unnest(@due::date[]), unnest(@hops::int4[])
