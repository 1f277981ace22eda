-- Remembers who and what there is after a change that the daemon made; not where somebody else had changed it before.
update seals s set digest = o.digest from organisation() o
where s.what = o.what and s.is_whole and s.digest <> o.digest
