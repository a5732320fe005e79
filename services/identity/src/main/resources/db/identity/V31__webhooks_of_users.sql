-- Address that a user has notices sent to, one for each user. Nothing is sent before the user has confirmed it by the code
-- that the first call brought there.
-- told: number of the account's last entry that was reported; next_at: time of the next call, null if nothing waits.
CREATE TABLE webhooks (
    tenant_id      integer     NOT NULL,
    user_id        bigint      NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    id             uuid        NOT NULL,
    account_number bigint      NOT NULL,
    address        text        NOT NULL CHECK (length(address) BETWEEN 1 AND 500),
    secret         bytea       NOT NULL,
    state          text        NOT NULL CHECK (state IN ('unconfirmed', 'on', 'off')),
    code_hash      bytea,
    told           bigint      NOT NULL DEFAULT 0,
    failures       integer     NOT NULL DEFAULT 0,
    answer         text        NOT NULL DEFAULT '' CHECK (length(answer) <= 200),
    answered_at    timestamptz,
    next_at        timestamptz,
    made_at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, user_id)
);
CREATE INDEX ON webhooks (user_id);
CREATE INDEX webhooks_due ON webhooks (tenant_id, next_at) WHERE next_at IS NOT NULL;
-- As of sessions (V25): a sample would stay longer than the row.
ALTER TABLE webhooks ALTER COLUMN address SET STATISTICS 0;

-- Notices and tests that wait for a webhook; what they say is sealed. kind test: one attempt, before all others.
CREATE TABLE webhook_deliveries (
    tenant_id integer     NOT NULL,
    id        bigint      GENERATED ALWAYS AS IDENTITY,
    user_id   bigint      NOT NULL,
    kind      text        NOT NULL CHECK (kind IN ('notice', 'test')),
    payload   bytea       NOT NULL,
    tries     integer     NOT NULL DEFAULT 0,
    made_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES webhooks (tenant_id, user_id) ON DELETE CASCADE
);
CREATE INDEX webhook_deliveries_in_order ON webhook_deliveries (tenant_id, user_id, kind DESC, id);
CREATE INDEX ON webhook_deliveries (tenant_id, made_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON webhooks, webhook_deliveries TO flowex_app;
