-- Lists definitions by which cases were opened and that are not published any more, with the number of cases of each.
select encode(i.definition, 'hex'), count(*) from every_case_id i
where not exists (select from definitions d where d.digest = i.definition)
group by i.definition order by i.definition
