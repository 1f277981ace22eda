-- Lists the lanes that a daemon holds, with the epoch of each.
select lane, epoch from lanes where owner = @owner order by lane
