-- Losses that are written off and surpluses that are booked: one person proposes, another approves; counted once booked.
CREATE TABLE adjustments (
    tenant_id    integer     NOT NULL,
    id           uuid        NOT NULL,
    asset_id     integer     NOT NULL,
    network      text        NOT NULL,
    token        text        NOT NULL,
    chain_units  numeric     NOT NULL CHECK (chain_units <> 0), -- negative: a loss
    ledger_units bigint      NOT NULL CHECK (ledger_units >= 0), -- posted between fee account and outside; 0: nothing is
    settled_by   text        NOT NULL CHECK (settled_by IN ('fee_account', 'own_funds')),
    reason       text        NOT NULL,
    proposed_by  bigint      NOT NULL,
    proposed_at  timestamptz NOT NULL,
    decided_by   bigint CHECK (decided_by <> proposed_by OR NOT approved),
    approved     boolean,
    booked_at    timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX adjustments_open ON adjustments (tenant_id, asset_id, network)
    WHERE booked_at IS NULL AND approved IS NOT false;
GRANT SELECT, INSERT, UPDATE, DELETE ON adjustments TO flowex_app;
