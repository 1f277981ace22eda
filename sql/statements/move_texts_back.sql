-- Brings the texts of a month back, and makes its table ready to be a partition again.
select prepare_attachment($1)::text
