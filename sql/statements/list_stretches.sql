-- Lists the first and last events with which these cases' chains run through months that are out.
select c.case_id, c.first_seq, c.last_seq, c.previous, c.link, c.case_seq, c.doc_digest
from detached_chains c join detachments d using (detachment_id)
where c.case_id = any(@case_ids) and d.attached_at is null order by c.case_id, c.first_seq
