-- Puts messages into the outbox; ids are drawn in array order, under the locks of their cases.
insert into outbox (lane, case_id, seq, at, track, topic, about, recipients, due, hops)
select unnest($1::int2[]), unnest($2::int8[]), unnest($3::int8[]), unnest($4::timestamptz[]), unnest($5::int4[]),
  unnest($6::text[]), unnest($7::text[]), string_to_array(unnest($8::text[]), ','), unnest($9::date[]),
  unnest($10::int4[])
