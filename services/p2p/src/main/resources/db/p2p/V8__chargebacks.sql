-- Payments that were taken back after the release, as moderators recorded them.
CREATE TABLE chargebacks (
    tenant_id   integer     NOT NULL,
    id          bigint      GENERATED ALWAYS AS IDENTITY,
    trade       uuid        NOT NULL,
    buyer       bigint      NOT NULL, -- account
    seller_user bigint      NOT NULL, -- whose key seals the reference
    reason      text        NOT NULL,
    reference   bytea       NOT NULL, -- of the bank or the payment service, sealed
    recorded_by bigint      NOT NULL, -- account of the moderator
    recorded_at timestamptz NOT NULL,
    case_id     bigint      NOT NULL, -- 0: the open case had all the evidence that it may have
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, trade),
    FOREIGN KEY (tenant_id, trade) REFERENCES trades (tenant_id, id) ON DELETE CASCADE
);

CREATE INDEX chargebacks_of_buyer ON chargebacks (tenant_id, buyer, id);
CREATE INDEX chargebacks_by_age ON chargebacks (tenant_id, recorded_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON chargebacks TO flowex_app;
