-- Lists which of this month and the next, by the office's clock, have no partition of history.
select to_char(month, 'YYYY-MM')
from office
cross join lateral (
  select date_trunc('month', to_timestamp(coalesce(clock_us, (extract(epoch from clock_timestamp()) * 1000000)::int8)
    / 1000000.0) at time zone 'utc') as first) clock
cross join lateral generate_series(first, first + interval '1 month', interval '1 month') as month
where to_regclass(month_name('events', month::date)) is null
order by 1
