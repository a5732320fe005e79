-- The best price that an order has seen that trails; 0: none, -1: that was not told. Such an order's trigger_price is the price from which on it trails.
ALTER TABLE open_orders ADD COLUMN extreme bigint NOT NULL DEFAULT 0;
ALTER TABLE closed_orders ADD COLUMN extreme bigint NOT NULL DEFAULT 0;
