-- Views of the event log: every row here can be deleted and is written again from the log.
-- Amounts are whole units of the asset's scale; times are nanoseconds of log time since 1970.

CREATE TABLE assets (
    asset_id  integer  PRIMARY KEY,
    tenant    integer  NOT NULL,
    code      text     NOT NULL,
    scale     smallint NOT NULL,
    supply_whole  bigint NOT NULL
);

-- What every account has, the outside world and the fee account included. Updated in place: no index has a column
-- that changes.
CREATE TABLE balances (
    tenant    integer NOT NULL,
    account   bigint  NOT NULL,
    asset_id  integer NOT NULL,
    balance   bigint  NOT NULL,
    held      bigint  NOT NULL,
    sequence  bigint  NOT NULL,
    PRIMARY KEY (tenant, account, asset_id)
) WITH (fillfactor = 50);

-- Sums over balances, kept in the same statement that changes it, so that asking costs one row an asset.
CREATE TABLE totals (
    tenant       integer NOT NULL,
    asset_id     integer NOT NULL,
    total        numeric NOT NULL,
    liabilities  numeric NOT NULL,
    accounts     bigint  NOT NULL,
    PRIMARY KEY (tenant, asset_id)
) WITH (fillfactor = 50);

-- One row for each customer's side of a transfer; amount is what it changed the balance by.
CREATE TABLE transactions (
    tenant          integer NOT NULL,
    account         bigint  NOT NULL,
    sequence        bigint  NOT NULL,
    transfer_id     uuid    NOT NULL,
    kind            text    NOT NULL,
    asset_id        integer NOT NULL,
    amount          bigint  NOT NULL,
    created_nanos   bigint  NOT NULL,
    PRIMARY KEY (tenant, account, sequence)
);

-- Tenants that are shown no further than they were when one of their events could not be applied.
CREATE TABLE stopped_tenants (
    tenant      integer     PRIMARY KEY,
    shown       bigint      NOT NULL, -- its rows are as of this event
    event       bigint      NOT NULL, -- the first that is not in them
    why         text        NOT NULL,
    stopped_at  timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT ON ALL TABLES IN SCHEMA ${flyway:defaultSchema} TO flowex_app;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA ${flyway:defaultSchema} TO flowex_views;
