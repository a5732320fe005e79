-- Money of erased people that two people move to another account, and pay out of it again if a claim to it is proven.
CREATE TABLE unclaimed_transfers (
    tenant_id   integer     NOT NULL,
    id          uuid        NOT NULL,
    account     bigint      NOT NULL, -- account that pays
    receiver    bigint      NOT NULL,
    asset_id    integer     NOT NULL,
    units       bigint      NOT NULL CHECK (units > 0),
    returns     uuid,                 -- transfer whose money is paid back; empty: the paying account is an erased person's
    reason      text        NOT NULL,
    proposed_by bigint      NOT NULL,
    proposed_at timestamptz NOT NULL,
    decided_by  bigint,
    approved    boolean,
    posted_at   timestamptz,
    refusals    integer     NOT NULL DEFAULT 0, -- postings that the ledger refused; each new one has an id of its own
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, returns) REFERENCES unclaimed_transfers,
    CHECK (account <> receiver),
    CHECK (decided_by <> proposed_by OR NOT approved)
);
CREATE UNIQUE INDEX unclaimed_transfers_open ON unclaimed_transfers (tenant_id, account, asset_id)
    WHERE returns IS NULL AND posted_at IS NULL AND approved IS NOT false;
CREATE UNIQUE INDEX unclaimed_transfers_open_return ON unclaimed_transfers (tenant_id, returns)
    WHERE returns IS NOT NULL AND posted_at IS NULL AND approved IS NOT false;
CREATE INDEX unclaimed_transfers_returns ON unclaimed_transfers (tenant_id, returns) WHERE returns IS NOT NULL;
CREATE INDEX unclaimed_transfers_newest ON unclaimed_transfers (tenant_id, proposed_at DESC, id);
GRANT SELECT, INSERT, UPDATE, DELETE ON unclaimed_transfers TO flowex_app;
