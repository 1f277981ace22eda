-- Releases all lanes of a daemon.
update lanes set owner = null, epoch = epoch + 1 where owner = @owner
