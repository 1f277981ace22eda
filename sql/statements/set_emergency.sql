-- Declares an emergency for so many minutes; with none it ends.
update office set emergency_until = case when @minutes::int8 > 0 then now() + @minutes * interval '1 minute' end
returning (extract(epoch from emergency_until) * 1000000)::int8
