-- Payments of sagas that people end: one person proposes it, another approves it.
CREATE TABLE revocations (
    tenant_id   integer     NOT NULL,
    kind        text        NOT NULL, -- of the saga
    id          uuid        NOT NULL,
    reason      text        NOT NULL,
    proposed_by bigint      NOT NULL,
    proposed_at timestamptz NOT NULL DEFAULT now(),
    decided_by  bigint CHECK (decided_by <> proposed_by OR NOT approved),
    approved    boolean,
    decided_at  timestamptz,
    PRIMARY KEY (tenant_id, kind, id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON revocations TO flowex_app;
-- A replacement uses up what the payment claims and pays nobody. Claims of an attempt in the order of its inputs; NULL: of before, as
-- the payment's.
ALTER TABLE attempts ADD COLUMN replacement boolean NOT NULL DEFAULT false, ADD COLUMN claims text;
-- Ended without having paid; mined_height and network_fee are the replacement's then.
ALTER TABLE payments ADD COLUMN revoked boolean NOT NULL DEFAULT false;
