-- Lists who has which duty, since when and by whom.
select d.person, p.name, d.duty, d.given_at, d.given_by from duties d join persons p using (person)
order by d.person, d.duty
