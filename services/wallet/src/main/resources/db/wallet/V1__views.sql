-- Views of the event log: every row here can be deleted and is written again from the log.
-- Amounts are whole units of the asset's scale; times are nanoseconds of log time since 1970.

CREATE TABLE assets (
    asset_id  integer  PRIMARY KEY,
    tenant    integer  NOT NULL,
    code      text     NOT NULL,
    scale     smallint NOT NULL,
    supply_whole  bigint NOT NULL
);
-- Of one tenant: what others list costs nothing.
CREATE INDEX assets_of_tenant ON assets (tenant);

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

-- Every movement of money: one row for each account's part in one event, of a trade both its legs. Over the rows of one event
-- the amounts of each asset sum to zero. Asset 0 is no other leg. A fee is in the amount already: negative it is a rebate.
CREATE TABLE journal (
    sequence        bigint   NOT NULL,
    account         bigint   NOT NULL,
    created_nanos   bigint   NOT NULL,
    amount          bigint   NOT NULL,
    fee             bigint   NOT NULL,
    balance         bigint,            -- after it; not known where an operator had the event skipped that told it
    tenant          integer  NOT NULL,
    asset_id        integer  NOT NULL,
    kind            smallint NOT NULL, -- the code of EntryKind
    other_asset_id  integer  NOT NULL,
    other_amount    bigint   NOT NULL,
    other_fee       bigint   NOT NULL,
    other_balance   bigint,
    trade_id        bigint,
    transfer_id     uuid,
    PRIMARY KEY (tenant, account, sequence)
);

-- Rows come in the order of events, so that a few bytes for each 32 pages find those of a stretch of events.
CREATE INDEX journal_by_event ON journal USING brin (sequence) WITH (pages_per_range = 32, autosummarize = on);

-- A chapter is 4,096 events, in whole commands: with which event it began, and when. It ends with the last before the next.
CREATE TABLE chapters (
    chapter         bigint PRIMARY KEY,
    first_sequence  bigint NOT NULL,
    began_nanos     bigint NOT NULL
);
CREATE INDEX chapters_by_time ON chapters (began_nanos);

-- Places in the log, about one a chapter: where to read on to see a chapter's events again.
CREATE TABLE marks (
    sequence  bigint PRIMARY KEY, -- the last event before the place
    position  bigint NOT NULL     -- bytes of the event log in front of the next
);

-- What an account had at the end of a chapter in which that changed.
CREATE TABLE chapter_balances (
    account    bigint  NOT NULL,
    chapter    bigint  NOT NULL,
    balance    bigint  NOT NULL,
    held       bigint  NOT NULL,
    tenant     integer NOT NULL,
    asset_id   integer NOT NULL,
    PRIMARY KEY (tenant, account, asset_id, chapter)
);

-- What each class of accounts had together at the end of a chapter in which money of the asset moved.
CREATE TABLE chapter_sums (
    tenant     integer NOT NULL,
    asset_id   integer NOT NULL,
    chapter    bigint  NOT NULL,
    outside    bigint  NOT NULL,
    fees       bigint  NOT NULL,
    platform   bigint  NOT NULL,
    customers  bigint  NOT NULL,
    PRIMARY KEY (asset_id, chapter)
);

-- Which assets a market trades: a trade names its market only.
CREATE TABLE markets (
    instrument_id  integer PRIMARY KEY,
    tenant         integer NOT NULL,
    symbol         text    NOT NULL,
    base_asset     integer NOT NULL,
    quote_asset    integer NOT NULL
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
