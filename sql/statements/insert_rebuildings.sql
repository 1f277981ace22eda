-- Records which rows were built again from a case, and by whom.
insert into rebuildings (case_id, what, person)
select x.case_id, string_to_array(x.what, ','), @person
from unnest(@case_id::int8[], @what::text[]) as x(case_id, what)
