-- Pairs of an account by the first of their orders, without a look at all its other orders.
CREATE INDEX open_pairs ON open_orders (tenant, account, order_id) WHERE paired_with > order_id;
CREATE INDEX closed_pairs ON closed_orders (tenant, account, order_id) WHERE paired_with > order_id;

-- The other order of a prevention, and whether the row's own rested; 0: a step of before this version, or no prevention.
ALTER TABLE order_steps ADD COLUMN met bigint NOT NULL DEFAULT 0;
ALTER TABLE order_steps ADD COLUMN met_as_maker boolean NOT NULL DEFAULT false;
CREATE INDEX preventions ON order_steps (tenant, account, sequence) WHERE step = 'prevented';
