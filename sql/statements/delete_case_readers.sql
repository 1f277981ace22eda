-- Takes from posts and persons the right to see cases. The reader is compared in a way for which the planner does not
-- use the index by reader, because it would read all cases of somebody for each row.
delete from case_readers r
using (select unnest(@case_id::int8[]) as case_id, unnest(@reader::text[]) as reader) as x
where r.case_id = x.case_id and r.reader is not distinct from x.reader
