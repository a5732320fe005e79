-- Open orders and client order ids that an account may have in all markets; 0: the default.
ALTER TABLE account_switches ADD COLUMN open_orders_max integer NOT NULL DEFAULT 0;
ALTER TABLE account_switches ADD COLUMN client_order_ids_max integer NOT NULL DEFAULT 0;
