-- Notes which tables of the organisation are as the daemon left them, before the daemon changes one.
update seals s set is_whole = (s.digest = o.digest) from organisation() o
where s.what = o.what and s.is_whole <> (s.digest = o.digest)
