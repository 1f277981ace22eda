-- All posts held.
select person, post, unit from posts where tenant_id = $1 order by unit, post, person
