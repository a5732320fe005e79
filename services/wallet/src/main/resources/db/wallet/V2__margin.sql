-- Lending as the event log has it (docs/margin.md). Amounts are whole units of the asset's scale; times are nanoseconds of log
-- time since 1970. Views that were built before this version lack what older events said: ./flowex views rebuild wallet.

-- Terms on which an asset is lent, its index price, and the claims of its pool. Sequence: the event that set the terms.
CREATE TABLE margin_pools (
    tenant        integer  NOT NULL,
    asset_id      integer  NOT NULL,
    price_scale   smallint NOT NULL,
    haircut       integer  NOT NULL, -- millionths
    tiers         bigint[] NOT NULL, -- of each tier: value from which, initial and maintenance margin in millionths
    cap           bigint   NOT NULL,
    hourly_rate   integer  NOT NULL, -- billionths
    sequence      bigint   NOT NULL,
    index_price   bigint   NOT NULL, -- 0: no source has given one
    index_nanos   bigint   NOT NULL, -- when it changed last
    lent          bigint   NOT NULL,
    interest      bigint   NOT NULL,
    shortfall     bigint   NOT NULL, -- recorded and not booked
    PRIMARY KEY (tenant, asset_id)
) WITH (fillfactor = 50);

-- Levels of tenants that have set them, in millionths.
CREATE TABLE margin_levels (
    tenant       integer PRIMARY KEY,
    call         integer NOT NULL,
    liquidation  integer NOT NULL,
    fee          integer NOT NULL,
    sequence     bigint  NOT NULL
);

-- Debts of accounts. A debt without principal and interest has no row.
CREATE TABLE debts (
    tenant         integer NOT NULL,
    account        bigint  NOT NULL,
    asset_id       integer NOT NULL,
    principal      bigint  NOT NULL,
    interest       bigint  NOT NULL, -- rounded up
    began_nanos    bigint  NOT NULL,
    charged_nanos  bigint  NOT NULL, -- last charge of interest
    sequence       bigint  NOT NULL,
    PRIMARY KEY (tenant, account, asset_id)
) WITH (fillfactor = 50);
CREATE INDEX debts_of_pool ON debts (tenant, asset_id, account);

-- Each charge of interest.
CREATE TABLE margin_interest (
    tenant         integer NOT NULL,
    account        bigint  NOT NULL,
    sequence       bigint  NOT NULL,
    asset_id       integer NOT NULL,
    units          bigint  NOT NULL,
    hours          bigint  NOT NULL,
    created_nanos  bigint  NOT NULL,
    PRIMARY KEY (tenant, account, sequence)
);

CREATE TABLE margin_calls (
    tenant         integer NOT NULL,
    account        bigint  NOT NULL,
    sequence       bigint  NOT NULL,
    level          bigint  NOT NULL, -- millionths
    created_nanos  bigint  NOT NULL,
    PRIMARY KEY (tenant, account, sequence)
);
CREATE INDEX margin_calls_by_event ON margin_calls (tenant, sequence);

CREATE TABLE liquidations (
    tenant         integer NOT NULL,
    account        bigint  NOT NULL,
    sequence       bigint  NOT NULL, -- of its beginning
    level          bigint  NOT NULL, -- millionths
    started_nanos  bigint  NOT NULL,
    ended_nanos    bigint  NOT NULL, -- 0: it goes on
    PRIMARY KEY (tenant, account, sequence)
);
CREATE INDEX liquidations_by_event ON liquidations (tenant, sequence);
CREATE INDEX liquidations_running ON liquidations (tenant, account) WHERE ended_nanos = 0;

-- Losses of a lending pool, and payments of the insurance account for them.
CREATE TABLE shortfalls (
    tenant         integer NOT NULL,
    sequence       bigint  NOT NULL,
    account        bigint  NOT NULL, -- whose debt ended, or the insurance account
    asset_id       integer NOT NULL,
    units          bigint  NOT NULL,
    booked         boolean NOT NULL,
    total          bigint  NOT NULL, -- not booked, after this event
    created_nanos  bigint  NOT NULL,
    PRIMARY KEY (tenant, sequence)
);

-- Money that reservations set aside: it is no collateral.
CREATE TABLE reservations (
    tenant       integer NOT NULL,
    account      bigint  NOT NULL,
    asset_id     integer NOT NULL,
    transfer_id  uuid    NOT NULL,
    units        bigint  NOT NULL,
    PRIMARY KEY (tenant, account, asset_id, transfer_id)
);

-- Kill switches and restrictions of accounts; account 0 is the whole tenant. Restriction "unknown" of account 0: the stops of
-- before this version are missing, and nothing is lent until the view is rebuilt.
CREATE TABLE account_stops (
    tenant       integer NOT NULL,
    account      bigint  NOT NULL,
    killed       boolean NOT NULL DEFAULT false,
    restriction  text    NOT NULL DEFAULT 'none',
    PRIMARY KEY (tenant, account)
);
-- A view that is rebuilt has no assets yet.
INSERT INTO account_stops (tenant, account, restriction) SELECT DISTINCT tenant, 0, 'unknown' FROM assets;

GRANT SELECT ON ALL TABLES IN SCHEMA ${flyway:defaultSchema} TO flowex_app;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA ${flyway:defaultSchema} TO flowex_views;
