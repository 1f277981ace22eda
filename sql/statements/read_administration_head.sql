-- Reads the number and the link of the last administrative act, which the next one follows.
select number, link from administration order by number desc limit 1
