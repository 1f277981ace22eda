-- Brings the texts of a month back to the others.
select prepare_attachment(@month)::text
