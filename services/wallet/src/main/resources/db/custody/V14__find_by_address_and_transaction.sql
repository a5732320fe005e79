-- Operators look for whom an address or a transaction of a chain belongs to.
CREATE INDEX addresses_by_address ON addresses (tenant_id, address);
CREATE INDEX transactions_by_address ON transactions (tenant_id, address);
CREATE INDEX transactions_by_chain_transaction ON transactions (tenant_id, chain_transaction)
    WHERE chain_transaction IS NOT NULL;
