-- A link is kept as the negated id of the other order: lists of an account by the first of their orders, pairs and links alike.
DROP INDEX open_pairs;
DROP INDEX closed_pairs;
CREATE INDEX open_lists ON open_orders (tenant, account, order_id) WHERE abs(paired_with) > order_id;
CREATE INDEX closed_lists ON closed_orders (tenant, account, order_id) WHERE abs(paired_with) > order_id;
