-- What might happen, as a tenant's administrators imagine it, beside what is built in.
CREATE TABLE scenarios (
    tenant_id  integer     NOT NULL,
    name       text        NOT NULL,
    shocks     jsonb       NOT NULL, -- relative move of a price by code of its asset; "*" of all others
    changed_by text        NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, name)
);

-- Portfolios that somebody wants to have looked at, and what was found.
CREATE TABLE portfolio_runs (
    tenant_id  integer     NOT NULL,
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    owner      bigint      NOT NULL, -- account of whoever ordered it: nobody else reads it
    state      text        NOT NULL CHECK (state IN ('queued', 'done', 'failed')),
    wish       jsonb       NOT NULL,
    ordered_at timestamptz NOT NULL,
    ended_at   timestamptz,
    result     jsonb,
    why        text        NOT NULL DEFAULT '',
    PRIMARY KEY (tenant_id, id)
);

CREATE INDEX portfolio_runs_of_owner ON portfolio_runs (tenant_id, owner, id);
CREATE INDEX portfolio_runs_waiting ON portfolio_runs (tenant_id, id) WHERE state = 'queued';
CREATE INDEX portfolio_runs_by_time ON portfolio_runs (tenant_id, ordered_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON scenarios, portfolio_runs TO flowex_app;
