-- Records that what a substitution needs was given, so that it counts from now on.
update substitutes set agreed_at = clock_timestamp(), agreed_by = @agreed_by
where substitute_id = @substitute_id and ended_at is null and agreed_at is null and needs = @needs
returning person, substitute
