-- Lists the retired persons whose successor somebody is.
select distinct person from substitutes where substitute = @person and is_succession and ended_at is null order by 1
