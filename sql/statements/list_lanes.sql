-- The lanes that a daemon holds, with the epoch of each.
select lane, epoch from lanes where owner = $1 order by lane
