-- Takes a recovery code away, if the person has it.
update authenticators set recovery = array_remove(recovery, @hash) where person = @person and @hash = any(recovery)
returning person
