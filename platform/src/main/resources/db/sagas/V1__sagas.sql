-- Work of several steps that goes on after a restart. One row a saga; state says how it stands.
CREATE TABLE sagas (
    tenant_id    integer NOT NULL,
    id           uuid    NOT NULL,
    kind         text    NOT NULL,
    state        text    NOT NULL CHECK (state IN ('running', 'compensating', 'stopped', 'completed', 'failed')),
    step         integer NOT NULL,           -- the one that is being done, or undone
    attempts     integer NOT NULL DEFAULT 0, -- of this step that failed, in a row
    -- From now on nothing is undone because it was retried often enough, or because somebody asks: a human decides.
    committed    boolean NOT NULL DEFAULT false,
    cancel_asked boolean NOT NULL DEFAULT false,
    code         text,                       -- why it failed, or is to fail: for programs
    failure      text,                       -- the same in words
    why          text NOT NULL DEFAULT '',   -- it waits, is tried again or has stopped
    step_since   timestamptz NOT NULL DEFAULT now(),
    due_at       timestamptz NOT NULL DEFAULT now(),
    version      bigint  NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, kind, id)
);

CREATE INDEX sagas_by_state ON sagas (tenant_id, state, created_at DESC);

-- What became of each step; one row each, however often it was tried.
CREATE TABLE steps (
    tenant_id  integer NOT NULL,
    kind       text    NOT NULL,
    saga       uuid    NOT NULL,
    step       integer NOT NULL,
    name       text    NOT NULL,
    state      text    NOT NULL CHECK (state IN ('running', 'waiting', 'retrying', 'done', 'failed', 'undone', 'stopped')),
    attempts   integer NOT NULL,
    note       text    NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, kind, saga, step),
    FOREIGN KEY (tenant_id, kind, saga) REFERENCES sagas (tenant_id, kind, id) ON DELETE CASCADE
);

-- What is due when, for all tenants: db-scheduler's table, in its words. An instance is "tenant/id".
CREATE TABLE due (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX due_by_time ON due (execution_time);
CREATE INDEX due_by_heartbeat ON due (last_heartbeat);

GRANT SELECT, INSERT, UPDATE, DELETE ON sagas, steps, due TO flowex_app;
