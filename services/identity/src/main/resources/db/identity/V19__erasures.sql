-- Who asked to be forgotten, and what became of it.
CREATE TABLE erasures (
    tenant_id  integer     NOT NULL,
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    user_id    bigint      NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- closing: nobody gets in any more, and what was under way shows itself; then it is done, or refused.
    state      text        NOT NULL CHECK (state IN ('waiting', 'closing', 'done', 'canceled', 'refused')),
    why        text        NOT NULL DEFAULT '',
    asked_at   timestamptz NOT NULL,
    due_at     timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX erasures_open ON erasures (tenant_id, user_id) WHERE state IN ('waiting', 'closing');
CREATE INDEX erasures_due ON erasures (tenant_id, due_at) WHERE state IN ('waiting', 'closing');
CREATE INDEX erasures_of_user ON erasures (tenant_id, user_id, id DESC);
CREATE INDEX ON erasures (user_id);
GRANT SELECT, INSERT, UPDATE ON erasures TO flowex_app;
