-- Runs: strategies that trade on paper or live. One process at a time holds a run and sends heartbeats; a run whose
-- holder is silent is taken over.
CREATE TABLE runs (
    tenant_id    integer     NOT NULL,
    id           bigint      GENERATED ALWAYS AS IDENTITY,
    owner        bigint      NOT NULL, -- number of the account of the user who started it
    mode         text        NOT NULL CHECK (mode IN ('paper', 'live')),
    state        text        NOT NULL CHECK (state IN ('starting', 'running', 'stopping', 'stopped', 'failed')),
    reason       text        NOT NULL DEFAULT '', -- code; empty until it stops
    detail       text        NOT NULL DEFAULT '', -- the reason as a sentence
    request      jsonb       NOT NULL,
    start        jsonb       NOT NULL, -- balances at the start, by asset
    created_at   timestamptz NOT NULL,
    started_at   timestamptz NOT NULL, -- beginning of the first candle
    last_bar_at  timestamptz,          -- end of the last candle
    ended_at     timestamptz,
    figures      jsonb       NOT NULL,
    step         bigint      NOT NULL DEFAULT 0, -- number of the last committed step
    entry        bigint      NOT NULL DEFAULT 0, -- last entry of the account that a live run has taken
    holder       text        NOT NULL DEFAULT '', -- process that works on it; empty if none does
    heartbeat_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);

CREATE INDEX runs_of_owner ON runs (tenant_id, owner, id);
CREATE INDEX runs_open ON runs (tenant_id, owner, id) WHERE ended_at IS NULL;
CREATE INDEX runs_by_time ON runs (tenant_id, created_at);

-- Rows of a run: its inputs (steps, which a live run keeps until it ends), orders, fills and log lines.
CREATE TABLE run_records (
    tenant_id integer NOT NULL,
    run_id    bigint  NOT NULL,
    kind      text    NOT NULL CHECK (kind IN ('step', 'order', 'fill', 'line')),
    number    bigint  NOT NULL,
    is_open   boolean NOT NULL, -- true for an order that has not ended
    content   jsonb   NOT NULL,
    PRIMARY KEY (tenant_id, run_id, kind, number),
    FOREIGN KEY (tenant_id, run_id) REFERENCES runs (tenant_id, id) ON DELETE CASCADE
);

CREATE INDEX run_records_open ON run_records (tenant_id, run_id, number) WHERE is_open;

GRANT SELECT, INSERT, UPDATE, DELETE ON runs, run_records TO flowex_app;
