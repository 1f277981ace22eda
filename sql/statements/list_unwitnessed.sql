-- Lists an acknowledged event that history does not have. If there is one, the database has gone back in time.
select x.case_id, x.seq
from unnest(@case_id::int8[], @seq::int8[], @link::bytea[]) as x(case_id, seq, link)
where not exists (
  select from events e where e.case_id = x.case_id and e.seq = x.seq and e.link = x.link)
  and not exists (
    select from detached_chains d join detachments o using (detachment_id)
    where d.case_id = x.case_id and x.seq between d.first_seq and d.last_seq
      and (x.seq < d.last_seq or d.link = x.link) and o.attached_at is null)
order by x.case_id limit 1
