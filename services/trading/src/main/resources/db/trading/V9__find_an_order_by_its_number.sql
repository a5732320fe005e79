-- Operators look for an order of any account. Ids grow with time, so a range index is small and costs a writer next to nothing.
CREATE INDEX closed_by_id ON closed_orders USING brin (order_id) WITH (pages_per_range = 16, autosummarize = on);
