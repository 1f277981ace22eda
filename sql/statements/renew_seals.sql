-- Renews the digests of the organisation after a change by the daemon, but not of a table that others had changed
-- before.
update seals s set digest = o.digest from organisation() o
where s.what = o.what and s.is_whole and s.digest <> o.digest
