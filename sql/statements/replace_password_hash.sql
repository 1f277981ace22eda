-- Replaces the hash of a password by another of the same password.
update passwords set hash = @new where person = @person and hash = @old returning person
