-- Work that is done by itself: one row a task, until it is old.
CREATE TABLE tasks (
    tenant_id    integer     NOT NULL,
    id           bigint      GENERATED ALWAYS AS IDENTITY,
    kind         text        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('queued', 'running', 'done', 'dead', 'canceled')),
    priority     integer     NOT NULL,
    key          text,                           -- of tasks of one kind with one key there is one
    attempts     integer     NOT NULL DEFAULT 0, -- that failed, or whose process ended
    due_at       timestamptz NOT NULL,
    lane         integer,                        -- whoever has the lane works on it
    claim        bigint      NOT NULL DEFAULT 0, -- counts who took it: whoever has an older one writes nothing
    worker       text,                           -- the process that had it last
    yielded      boolean     NOT NULL DEFAULT false, -- left between two steps, not in one
    cancel_asked boolean     NOT NULL DEFAULT false,
    progress     integer     NOT NULL DEFAULT 0, -- in percent
    note         text        NOT NULL DEFAULT '',
    why          text        NOT NULL DEFAULT '', -- what went wrong last: for operators
    steps        jsonb       NOT NULL DEFAULT '[]',
    requested_by text        NOT NULL,
    created_at   timestamptz NOT NULL,
    started_at   timestamptz,
    ended_at     timestamptz,
    updated_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

CREATE UNIQUE INDEX tasks_by_key ON tasks (tenant_id, kind, key) WHERE key IS NOT NULL;
CREATE INDEX tasks_in_order ON tasks (tenant_id, priority DESC, due_at, id) WHERE state = 'queued';
CREATE INDEX tasks_by_time ON tasks (tenant_id, due_at) WHERE state = 'queued';
CREATE INDEX tasks_running ON tasks (tenant_id, lane) WHERE state = 'running';
CREATE INDEX tasks_dead ON tasks (tenant_id, id) WHERE state = 'dead';
CREATE INDEX tasks_ended ON tasks (tenant_id, ended_at) WHERE ended_at IS NOT NULL;

-- When a tenant's tasks of a kind begin by themselves.
CREATE TABLE schedules (
    tenant_id  integer     NOT NULL,
    kind       text        NOT NULL,
    cron       text        NOT NULL,
    zone       text        NOT NULL,
    enabled    boolean     NOT NULL,
    next_at    timestamptz NOT NULL,
    changed_by text        NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, kind)
);

-- Figures of a tenant's day, as they were when the report was made.
CREATE TABLE reports (
    tenant_id integer     NOT NULL,
    day       integer     NOT NULL, -- since 1970
    made_at   timestamptz NOT NULL,
    figures   jsonb       NOT NULL,
    PRIMARY KEY (tenant_id, day)
);

-- How the parts of a process were; of no tenant.
CREATE TABLE health_reports (
    id     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at     timestamptz NOT NULL,
    worker text        NOT NULL,
    ready  boolean     NOT NULL,
    parts  jsonb       NOT NULL
);

CREATE INDEX health_reports_by_time ON health_reports (at);

-- What operators should look at, while it lasts and for a while after; of no tenant.
CREATE TABLE alerts (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name     text        NOT NULL,
    why      text        NOT NULL,
    since    timestamptz NOT NULL,
    ended_at timestamptz
);

CREATE UNIQUE INDEX alerts_open ON alerts (name) WHERE ended_at IS NULL;
CREATE INDEX alerts_ended ON alerts (ended_at) WHERE ended_at IS NOT NULL;

-- Processes that work on tasks.
CREATE TABLE workers (
    name       text        PRIMARY KEY,
    threads    integer     NOT NULL,
    busy       integer     NOT NULL,
    started_at timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL
);

-- When which lane of which tenant is due: db-scheduler's table, in its words. An instance is "tenant/lane".
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

GRANT SELECT, INSERT, UPDATE, DELETE ON tasks, schedules, reports, health_reports, alerts, workers, due TO flowex_app;
