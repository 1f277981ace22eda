-- Takes the authenticator of a person away.
delete from authenticators where person = @person returning person
