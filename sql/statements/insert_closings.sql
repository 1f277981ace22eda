-- Adds the closings of cases, which the yearly statistics count.
insert into closings (case_id, seq, round, workflow, state, opened_on, closed_on, due, on_time, data, original_due,
  on_time_first, outcome, answered, class)
select * from unnest(@case_id::int8[], @seq::int8[], @round::int4[], @workflow::text[], @state::text[],
  @opened_on::date[], @closed_on::date[], @due::date[], @on_time::bool[], @data::jsonb[], @original_due::date[],
  @on_time_first::bool[], @outcome::text[], @answered::bool[], @class::text[])
