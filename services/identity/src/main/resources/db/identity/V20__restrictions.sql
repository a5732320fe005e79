-- What administrators have restricted users to, and what became of it; kept after it ended.
CREATE TABLE restrictions (
    tenant_id  integer     NOT NULL,
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    user_id    bigint      NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    account    bigint      NOT NULL, -- the user's on the exchange, when it was set
    kind       text        NOT NULL CHECK (kind IN ('no_withdrawals', 'reduce_only', 'suspended')),
    reason     text        NOT NULL,
    set_by     bigint      NOT NULL,
    set_at     timestamptz NOT NULL,
    ends_at    timestamptz,          -- NULL: until somebody lifts it
    ended_at   timestamptz,          -- NULL: in force; never taken back, whatever the clock says later
    ended_by   bigint,               -- NULL: in force, or its time was over
    resumes    boolean     NOT NULL, -- whether the user was active and is again when it ends
    -- What the exchange is still to be told: nothing, to stop the account, to let it go on, to take its bids out.
    work       text        NOT NULL CHECK (work IN ('none', 'stop', 'release', 'sweep')),
    work_due   timestamptz NOT NULL,
    sweeps     integer     NOT NULL DEFAULT 0,     -- how often its bids were taken out
    asked      boolean     NOT NULL DEFAULT false, -- whether the exchange may have heard of it
    stopped    boolean     NOT NULL DEFAULT false, -- whether the account was stopped by this, and by nobody before
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX restrictions_in_force ON restrictions (tenant_id, user_id, kind) WHERE ended_at IS NULL;
CREATE INDEX restrictions_of_user ON restrictions (tenant_id, user_id, id DESC);
CREATE INDEX restrictions_to_do ON restrictions (tenant_id, work_due) WHERE work <> 'none';
CREATE INDEX restrictions_to_end ON restrictions (tenant_id, ends_at) WHERE ended_at IS NULL;
CREATE INDEX ON restrictions (user_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON restrictions TO flowex_app;

-- Counts what changed of a tenant's restrictions, for processes that follow them.
ALTER TABLE tenant_numbers ADD COLUMN restriction_changes bigint NOT NULL DEFAULT 0;
GRANT UPDATE (restriction_changes) ON tenant_numbers TO flowex_app;
