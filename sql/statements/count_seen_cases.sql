-- Counts the cases that one of these readers may see, up to a limit; a case counts once for each of them.
select count(*) from (select from case_readers where reader = any(@readers::text[]) limit @limit) s
