-- Records administrative acts at the end of the office's chain.
insert into administration (number, at, person, via, kind, subject, body, link)
select unnest(@number::int8[]), unnest(@at::timestamptz[]), unnest(@person::text[]), unnest(@via::text[]),
  unnest(@kind::text[]), unnest(@subject::text[]), unnest(@body::bytea[]), unnest(@link::bytea[])
