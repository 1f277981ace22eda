-- All posts held.
select person, post, unit from posts order by unit, post, person
