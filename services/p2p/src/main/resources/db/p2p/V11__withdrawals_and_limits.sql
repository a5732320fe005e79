-- Limits of a tenant's people; a tenant without a row has those of the beginning.
CREATE TABLE limits (
    tenant_id        integer     NOT NULL PRIMARY KEY,
    version          integer     NOT NULL CHECK (version > 0),
    payment_accounts integer     NOT NULL CHECK (payment_accounts BETWEEN 1 AND 200), -- that one person names
    changed_at       timestamptz NOT NULL
);

-- Withdrawals of chargebacks that were recorded by mistake. A row keeps the record, which goes when it is approved.
CREATE TABLE chargeback_withdrawals (
    tenant_id   integer     NOT NULL,
    id          bigint      GENERATED ALWAYS AS IDENTITY,
    chargeback  bigint      NOT NULL,
    trade       uuid        NOT NULL,
    buyer       bigint      NOT NULL, -- account
    seller_user bigint      NOT NULL, -- whose key seals reference and words
    reason      text        NOT NULL, -- of the chargeback
    reference   bytea       NOT NULL, -- sealed
    recorded_by bigint      NOT NULL, -- account of the moderator
    recorded_at timestamptz NOT NULL,
    case_id     bigint      NOT NULL,
    words       bytea       NOT NULL, -- why it is withdrawn, sealed
    asked_by    bigint      NOT NULL, -- account of the moderator
    asked_user  bigint      NOT NULL, -- user of the moderator
    asked_at    timestamptz NOT NULL,
    decided_by  bigint,               -- account of the second moderator
    decided_at  timestamptz,          -- null: it waits for the second moderator
    is_approved boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, trade) REFERENCES trades (tenant_id, id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX chargeback_withdrawals_open ON chargeback_withdrawals (tenant_id, trade) WHERE decided_at IS NULL;
CREATE INDEX chargeback_withdrawals_of_trade ON chargeback_withdrawals (tenant_id, trade);
CREATE INDEX chargeback_withdrawals_of_buyer ON chargeback_withdrawals (tenant_id, buyer, id);

-- Reconciliation reads the trades of a period.
CREATE INDEX trades_by_creation ON trades (tenant_id, created_at);
CREATE INDEX bank_entries_by_day ON bank_entries (tenant_id, booked_on, statement, number);

GRANT SELECT, INSERT, UPDATE, DELETE ON limits, chargeback_withdrawals TO flowex_app;
