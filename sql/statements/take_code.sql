-- Notes that the code of a step was taken, unless one of this step or a later one was.
update authenticators set last_step = @step where person = @person and confirmed_at is not null and last_step < @step
returning person
