-- Strategies that users have written. Every change of the source is a version of its own.
CREATE TABLE strategies (
    tenant_id  integer     NOT NULL,
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    owner      bigint      NOT NULL, -- number of the account of the user who wrote it
    name       text        NOT NULL,
    version    integer     NOT NULL, -- the newest
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

CREATE UNIQUE INDEX strategies_by_name ON strategies (tenant_id, owner, name);
CREATE INDEX strategies_of_owner ON strategies (tenant_id, owner, id);

CREATE TABLE strategy_versions (
    tenant_id   integer     NOT NULL,
    strategy_id bigint      NOT NULL,
    version     integer     NOT NULL,
    source      text        NOT NULL,
    parameters  jsonb       NOT NULL, -- as the source declares them
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, strategy_id, version),
    FOREIGN KEY (tenant_id, strategy_id) REFERENCES strategies (tenant_id, id) ON DELETE CASCADE
);

-- Back-tests: requested, then run by tasks. A running one has a heartbeat, so that a process that ends loses none.
CREATE TABLE backtests (
    tenant_id    integer     NOT NULL,
    id           bigint      GENERATED ALWAYS AS IDENTITY,
    owner        bigint      NOT NULL, -- number of the account of the user who requested it
    state        text        NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'canceled')),
    request      jsonb       NOT NULL,
    requested_at timestamptz NOT NULL,
    started_at   timestamptz,
    heartbeat_at timestamptz,
    ended_at     timestamptz,
    attempts     integer     NOT NULL DEFAULT 0,
    progress     integer     NOT NULL DEFAULT 0, -- in percent
    reason       text        NOT NULL DEFAULT '', -- of a failure
    summary      jsonb,                           -- figures
    result       bytea,                           -- the whole result, JSON compressed by gzip
    PRIMARY KEY (tenant_id, id)
);

CREATE INDEX backtests_of_owner ON backtests (tenant_id, owner, id);
CREATE INDEX backtests_open ON backtests (tenant_id, owner, id) WHERE state IN ('waiting', 'running');
CREATE INDEX backtests_by_time ON backtests (tenant_id, requested_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON strategies, strategy_versions, backtests TO flowex_app;
