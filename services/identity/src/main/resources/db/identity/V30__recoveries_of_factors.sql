-- Recoveries of users who have lost their second factors; one at a time is open for each user. Hashes of links only.
CREATE TABLE factor_recoveries (
    tenant_id      integer     NOT NULL,
    id             bigint      GENERATED ALWAYS AS IDENTITY,
    user_id        bigint      NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    state          text        NOT NULL CHECK (state IN ('asked', 'waiting', 'done', 'canceled', 'stopped', 'expired')),
    needs_approval boolean     NOT NULL,
    asked_by       bigint      NOT NULL,
    decided_by     bigint,
    host           text        NOT NULL CHECK (length(host) <= 253),
    confirm_hash   bytea,
    cancel_hashes  bytea[]     NOT NULL DEFAULT '{}',
    asked_at       timestamptz NOT NULL,
    due_at         timestamptz NOT NULL,
    next_at        timestamptz NOT NULL,
    changed_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX factor_recoveries_open ON factor_recoveries (tenant_id, user_id) WHERE state IN ('asked', 'waiting');
CREATE INDEX factor_recoveries_next ON factor_recoveries (tenant_id, next_at) WHERE state IN ('asked', 'waiting');
CREATE INDEX factor_recoveries_ended ON factor_recoveries (tenant_id, changed_at)
    WHERE state IN ('done', 'canceled', 'stopped', 'expired');
CREATE INDEX factor_recoveries_of_user ON factor_recoveries (tenant_id, user_id, asked_at);
CREATE INDEX ON factor_recoveries (user_id);
-- As of sessions (V25): a sample would stay longer than the row.
ALTER TABLE factor_recoveries ALTER COLUMN host SET STATISTICS 0;
GRANT SELECT, INSERT, UPDATE, DELETE ON factor_recoveries TO flowex_app;

-- Number of recoveries that a tenant ever had; the worker looks at tenants that had any.
ALTER TABLE tenant_numbers ADD COLUMN recoveries bigint NOT NULL DEFAULT 0;
GRANT UPDATE (recoveries) ON tenant_numbers TO flowex_app;
