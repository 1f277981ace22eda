-- Keeps the duties of administrators apart, or together; returns nothing if it is so already.
update office set duties_apart = @apart where duties_apart <> @apart returning duties_apart
