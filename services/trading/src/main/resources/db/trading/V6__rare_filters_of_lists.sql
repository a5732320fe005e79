-- An account's ended orders by status, and by market and status, and its fills by market: a list by what is rare reads no others.
CREATE INDEX closed_by_status ON closed_orders (tenant, account, status, order_id);
CREATE INDEX closed_by_market ON closed_orders (tenant, account, instrument_id, status, order_id);
CREATE INDEX fills_by_market ON fills (tenant, account, instrument_id, sequence, maker);
-- A table of one market, or of filled orders alone so far, must not look as if every filter let all pass.
ALTER TABLE closed_orders ALTER COLUMN instrument_id SET (n_distinct = 100);
ALTER TABLE closed_orders ALTER COLUMN status SET (n_distinct = 3);
ALTER TABLE fills ALTER COLUMN instrument_id SET (n_distinct = 100);
ANALYZE closed_orders;
ANALYZE fills;
