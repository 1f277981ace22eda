-- Begins the record of an act that goes on after it was answered.
insert into operations (address, person, via) values (@address, @person, @via)
returning operation_id, address, person, via, started_at, ended_at, outcome, progress, status
