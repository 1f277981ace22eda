-- Remembers who and what there is after a change that the daemon made; not where somebody else had changed it before.
update seals s set digest = o.digest from organisation($1) o
where s.tenant_id = $1 and s.what = o.what and s.is_whole and s.digest <> o.digest
