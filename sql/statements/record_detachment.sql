-- Records the chains that run through a month and puts its texts aside.
select prepare_detachment(@month, @person)
