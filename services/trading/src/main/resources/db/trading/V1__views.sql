-- Views of the event log: every row here can be deleted and is written again from the log.
-- Quantities, prices and amounts are whole units of their scale; times are nanoseconds of log time since 1970.
-- Sums are numeric, because nothing bounds a sum.

CREATE TABLE assets (
    asset_id      integer  PRIMARY KEY,
    tenant        integer  NOT NULL,
    code          text     NOT NULL,
    scale         smallint NOT NULL,
    supply_whole  bigint   NOT NULL
);

CREATE TABLE instruments (
    instrument_id  integer  PRIMARY KEY,
    tenant         integer  NOT NULL,
    symbol         text     NOT NULL,
    base_asset     integer  NOT NULL,
    quote_asset    integer  NOT NULL,
    price_scale    smallint NOT NULL,
    tick           bigint   NOT NULL,
    price_max      bigint   NOT NULL,
    lot            bigint   NOT NULL,
    quantity_min   bigint   NOT NULL,
    quantity_max   bigint   NOT NULL,
    notional_min   bigint   NOT NULL,
    -- volume from, maker's and taker's rate in millionths, of each tier in turn
    fee_tiers      bigint[] NOT NULL,
    notional_max   bigint   NOT NULL,
    position_max   bigint   NOT NULL,
    open_orders_max integer NOT NULL,
    band           integer  NOT NULL,
    breaker_move   integer  NOT NULL,
    breaker_window_nanos bigint NOT NULL,
    breaker_halt_nanos bigint NOT NULL,
    kinds          text[]   NOT NULL,
    state          text     NOT NULL DEFAULT 'open',
    last_price     bigint
) WITH (fillfactor = 50);
-- Of one tenant: what others list costs nothing.
CREATE INDEX assets_of_tenant ON assets (tenant);
CREATE INDEX instruments_of_tenant ON instruments (tenant);

-- Orders that rest in a book, wait for their trigger or work their slices. Zero stands for what an order does not have,
-- but for its price: an order without one has none. An order's other words: OrderRows. A row is inserted once, updated in place (no index has a column that changes) and
-- deleted when the order ends; an order that ends in the flush it was accepted in never gets here.
CREATE TABLE open_orders (
    tenant             integer NOT NULL,
    account            bigint  NOT NULL,
    order_id           bigint  NOT NULL,
    client_order_id    text    NOT NULL,
    instrument_id      integer NOT NULL,
    side               text    NOT NULL,
    type               text    NOT NULL,
    time_in_force      text    NOT NULL,
    post_only          boolean NOT NULL,
    price              bigint,
    expires_nanos      bigint  NOT NULL,
    display            bigint  NOT NULL,
    quote_amount       bigint  NOT NULL,
    trigger_price      bigint  NOT NULL,
    trailing_amount    bigint  NOT NULL,
    trailing_bps       integer NOT NULL,
    trigger_source     text,
    slices             integer NOT NULL,
    interval_nanos     bigint  NOT NULL,
    self_trade_prevention text NOT NULL,
    quantity           bigint  NOT NULL,
    remaining          bigint  NOT NULL,
    prevented          bigint  NOT NULL,
    visible            bigint  NOT NULL,
    filled_quote       numeric NOT NULL,
    fee                numeric NOT NULL,
    rebate             numeric NOT NULL,
    triggered_price    bigint  NOT NULL,
    slices_started     integer NOT NULL,
    paired_with        bigint  NOT NULL,
    rested_sequence    bigint  NOT NULL,
    status             text    NOT NULL,
    expiry_reason      text,
    cancel_reason      text,
    accepted_sequence  bigint  NOT NULL,
    sequence           bigint  NOT NULL,
    created_nanos      bigint  NOT NULL,
    updated_nanos      bigint  NOT NULL,
    PRIMARY KEY (tenant, account, order_id)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

-- Orders that ended: written once, never changed.
CREATE TABLE closed_orders (LIKE open_orders INCLUDING DEFAULTS,
    PRIMARY KEY (tenant, account, order_id));

-- What happened to an order between its acceptance and its end, but for its trades and for coming to rest in the command that
-- accepted it: those are said elsewhere. Zero stands for what there is not.
CREATE TABLE order_steps (
    tenant           integer NOT NULL,
    account          bigint  NOT NULL,
    order_id         bigint  NOT NULL,
    sequence         bigint  NOT NULL,
    step             text    NOT NULL,
    price            bigint  NOT NULL,
    quantity         bigint  NOT NULL,
    remaining        bigint  NOT NULL,
    price_before     bigint  NOT NULL,
    quantity_before  bigint  NOT NULL,
    at_nanos         bigint  NOT NULL,
    PRIMARY KEY (tenant, account, order_id, sequence)
);

-- One row for each side of a trade, so that one index serves both.
CREATE TABLE fills (
    tenant          integer NOT NULL,
    account         bigint  NOT NULL,
    sequence        bigint  NOT NULL,
    maker           boolean NOT NULL,
    trade_id        bigint  NOT NULL,
    order_id        bigint  NOT NULL,
    instrument_id   integer NOT NULL,
    buy             boolean NOT NULL,
    price           bigint  NOT NULL,
    quantity        bigint  NOT NULL,
    quote           bigint  NOT NULL,
    fee             bigint  NOT NULL,
    rebate          bigint  NOT NULL,
    executed_nanos  bigint  NOT NULL,
    PRIMARY KEY (tenant, account, sequence, maker)
);
-- They come in the order of the log, so a few bytes for each stretch of pages find those of a stretch of events.
CREATE INDEX fills_by_sequence ON fills USING brin (sequence) WITH (pages_per_range = 16, autosummarize = on);

-- What fills come to by day of the log's time (UTC), for reports: days since 1970.
CREATE TABLE fill_days (
    tenant         integer NOT NULL,
    account        bigint  NOT NULL,
    day            integer NOT NULL,
    instrument_id  integer NOT NULL,
    buy            boolean NOT NULL,
    maker          boolean NOT NULL,
    fills          bigint  NOT NULL,
    quantity       numeric NOT NULL,
    quote          numeric NOT NULL,
    fee            numeric NOT NULL,
    rebate         numeric NOT NULL,
    PRIMARY KEY (tenant, account, day, instrument_id, buy, maker)
) WITH (fillfactor = 50);

-- What an account's fills of an instrument add up to: net base quantity, what it cost in quote, same sign, and what those
-- brought that closed a part of it, less what that part had cost.
CREATE TABLE positions (
    tenant         integer NOT NULL,
    account        bigint  NOT NULL,
    instrument_id  integer NOT NULL,
    quantity       numeric NOT NULL,
    cost           numeric NOT NULL,
    realized       numeric NOT NULL,
    sequence       bigint  NOT NULL,
    PRIMARY KEY (tenant, account, instrument_id)
) WITH (fillfactor = 50);

-- How many entries an account's own log has; they are numbered from 1.
CREATE TABLE account_numbers (
    tenant   integer NOT NULL,
    account  bigint  NOT NULL,
    last     bigint  NOT NULL,
    PRIMARY KEY (tenant, account)
) WITH (fillfactor = 50);

-- The youngest of those entries, packed: each row has consecutive ones of one flush (EntriesCodec).
CREATE TABLE account_entries (
    tenant      integer NOT NULL,
    account     bigint  NOT NULL,
    first       bigint  NOT NULL,
    last        bigint  NOT NULL,
    last_nanos  bigint  NOT NULL,
    entries     bytea   NOT NULL,
    PRIMARY KEY (tenant, account, last)
) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
-- They are small already; what is large is read whole.
ALTER TABLE account_entries ALTER COLUMN entries SET STORAGE EXTERNAL;
CREATE INDEX account_entries_by_age ON account_entries (last_nanos);

-- What an account traded of a quote asset on a day of the log's time, days since 1970: what fee tiers go by.
CREATE TABLE volumes (
    tenant    integer NOT NULL,
    account   bigint  NOT NULL,
    asset_id  integer NOT NULL,
    day       integer NOT NULL,
    units     numeric NOT NULL,
    PRIMARY KEY (tenant, account, asset_id, day)
) WITH (fillfactor = 50);

-- What administrators allow an account in a market; a row with no limit at all is not there. Zero is no limit.
CREATE TABLE account_limits (
    tenant           integer NOT NULL,
    account          bigint  NOT NULL,
    instrument_id    integer NOT NULL,
    order_value_max  bigint  NOT NULL,
    position_max     bigint  NOT NULL,
    open_orders_max  integer NOT NULL,
    PRIMARY KEY (tenant, account, instrument_id)
);

-- Accounts that were ever stopped or put into a group; group 0 is none.
CREATE TABLE account_switches (
    tenant            integer NOT NULL,
    account           bigint  NOT NULL,
    killed            boolean NOT NULL DEFAULT false,
    prevention_group  bigint  NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, account)
);

-- What is stopped now: a market, or with instrument 0 the whole tenant.
CREATE TABLE kill_switches (
    tenant         integer NOT NULL,
    instrument_id  integer NOT NULL,
    PRIMARY KEY (tenant, instrument_id)
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
