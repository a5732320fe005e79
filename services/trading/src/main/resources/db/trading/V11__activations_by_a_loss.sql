-- True for a trailing order whose activation price is reached as the price of a stop-loss is.
ALTER TABLE open_orders ADD COLUMN activated_by_loss boolean NOT NULL DEFAULT false;
ALTER TABLE closed_orders ADD COLUMN activated_by_loss boolean NOT NULL DEFAULT false;
