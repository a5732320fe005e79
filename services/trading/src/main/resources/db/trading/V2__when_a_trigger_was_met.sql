-- Log time at which a conditional order was triggered; 0: it was not. Where it stands is nobody's business: columns are named.
ALTER TABLE open_orders ADD COLUMN triggered_nanos bigint NOT NULL DEFAULT 0;
ALTER TABLE closed_orders ADD COLUMN triggered_nanos bigint NOT NULL DEFAULT 0;
