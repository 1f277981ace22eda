-- Lists the registers with their next numbers.
select name, period, next from registers order by name, period
