-- What of the organisation is not as the daemon left it.
select o.what from organisation() o left join seals s on s.what = o.what
where s.digest is distinct from o.digest and (s.digest is not null or o.digest <> sha256(''))
order by o.what
