-- Puts on record which rows were built again from a case, and by whom.
insert into rebuildings (case_id, what, person)
select x.case_id, string_to_array(x.what, ','), $3
from unnest($1::int8[], $2::text[]) as x(case_id, what)
