-- Reads a page of the chain of administrative acts, from its beginning on, for a verification.
select number, at, person, via, kind, subject, body, link from administration
where number > @after order by number limit @limit
