-- Records the chains that run through a month and moves its texts to a table of their own.
select prepare_detachment(@month, @person)
