-- Last quote of each source of an index price, as the exchange took it. The event log has a quote only if it changes the price.
CREATE TABLE quotes (
    tenant_id    integer NOT NULL,
    asset_id     integer NOT NULL,
    source       integer NOT NULL,
    price        bigint  NOT NULL, -- in the scale of the asset's terms
    volume       bigint  NOT NULL,
    quote_nanos  bigint  NOT NULL, -- time of the quote, at most the log time at which it came
    quoted_by    bigint  NOT NULL, -- user
    PRIMARY KEY (tenant_id, asset_id, source)
) WITH (fillfactor = 50);

-- Last change of an asset's terms, or of the tenant's levels (asset 0): a change waits until the view shows the one before.
CREATE TABLE changes (
    tenant_id  integer NOT NULL,
    asset_id   integer NOT NULL,
    sequence   bigint  NOT NULL,
    PRIMARY KEY (tenant_id, asset_id)
);

-- Money that two people move between the accounts of fees, lending and insurance, or from the proposer's own account to them.
CREATE TABLE transfers (
    tenant_id   integer     NOT NULL,
    id          uuid        NOT NULL,
    account     bigint      NOT NULL, -- account that pays
    receiver    bigint      NOT NULL,
    asset_id    integer     NOT NULL,
    units       bigint      NOT NULL CHECK (units > 0),
    reason      text        NOT NULL,
    proposed_by bigint      NOT NULL,
    proposed_at timestamptz NOT NULL,
    decided_by  bigint,
    approved    boolean,
    posted_at   timestamptz,
    refusals    integer     NOT NULL DEFAULT 0, -- postings that the ledger refused; each new one has ids of its own
    PRIMARY KEY (tenant_id, id),
    CHECK (account <> receiver),
    CHECK (decided_by <> proposed_by OR NOT approved)
);
-- Amounts of repayments of a whole debt: a repeated request repays the same.
CREATE TABLE repayments (
    tenant_id    integer     NOT NULL,
    account      bigint      NOT NULL,
    transfer_id  uuid        NOT NULL,
    asset_id     integer     NOT NULL,
    units        bigint      NOT NULL CHECK (units > 0),
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, account, transfer_id)
);

CREATE INDEX transfers_newest ON transfers (tenant_id, proposed_at DESC, id);
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${flyway:defaultSchema} TO flowex_app;
