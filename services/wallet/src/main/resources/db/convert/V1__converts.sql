-- Quotes, and what became of those that were taken. Amounts are whole units of the scales of their assets.
CREATE TABLE converts (
    tenant_id   integer     NOT NULL,
    id          uuid        NOT NULL,
    account     bigint      NOT NULL,
    instrument  integer     NOT NULL,
    is_buy      boolean     NOT NULL, -- of the market's base
    quantity    bigint      NOT NULL CHECK (quantity > 0),
    price       bigint      NOT NULL CHECK (price > 0), -- no worse one is traded at
    gives       bigint      NOT NULL, -- as the book stood
    gets        bigint      NOT NULL, -- the same, behind the fee
    fee         bigint      NOT NULL,
    status      text        NOT NULL CHECK (status IN ('quoted', 'running', 'completed', 'partly', 'failed')),
    code        text        NOT NULL DEFAULT '', -- why it failed
    order_id    bigint,
    sequence    bigint,
    gave        bigint      NOT NULL DEFAULT 0,
    got         bigint      NOT NULL DEFAULT 0,
    paid_fee    bigint      NOT NULL DEFAULT 0,
    expires_at  timestamptz NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX quotes_by_age ON converts (tenant_id, account, expires_at) WHERE status = 'quoted';
CREATE TRIGGER told AFTER UPDATE ON converts FOR EACH ROW EXECUTE FUNCTION outbox.tell(
    'converts', 'tenant_id', 'id', 'id', 'account', 'status', 'code', 'order_id');
GRANT SELECT, INSERT, UPDATE, DELETE ON converts TO flowex_app;
