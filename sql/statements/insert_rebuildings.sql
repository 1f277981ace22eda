-- Puts on record which rows were built anew from a case, and by whom.
insert into rebuildings (tenant_id, case_id, what, person)
select $1, x.case_id, string_to_array(x.what, ','), $4
from unnest($2::int8[], $3::text[]) as x(case_id, what)
