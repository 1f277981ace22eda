-- Lists administrative acts, the newest first, also those of one kind or about one subject only.
select number, body, link from administration
where (@before::int8 is null or number < @before) and (@kind::text is null or kind = @kind)
  and (@subject::text is null or subject = @subject)
order by number desc limit @limit
