-- Notices that wait to be pushed to the browsers of a user: deposits, withdrawals, log-ins, and what protects the account.
-- told: browsers that have it.
CREATE TABLE push_notices (
    tenant_id integer     NOT NULL,
    id        bigint      GENERATED ALWAYS AS IDENTITY,
    user_id   bigint      NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    event     text        NOT NULL CHECK (length(event) BETWEEN 1 AND 32),
    told      text[]      NOT NULL DEFAULT '{}',
    tries     integer     NOT NULL DEFAULT 0,
    due_at    timestamptz NOT NULL DEFAULT now(),
    made_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX push_notices_due ON push_notices (tenant_id, due_at, id);
CREATE INDEX ON push_notices (user_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON push_notices TO flowex_app;
