-- Lists the tables of the organisation that are not as the daemon left them.
select o.what from organisation() o left join seals s on s.what = o.what
where s.digest is distinct from o.digest and (s.digest is not null or o.digest <> sha256(''))
order by o.what
