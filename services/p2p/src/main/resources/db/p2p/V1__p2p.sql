-- Offers of people to buy or sell an asset for money that is paid outside of the exchange.
CREATE TABLE offers (
    tenant_id      integer     NOT NULL,
    id             bigint      GENERATED ALWAYS AS IDENTITY,
    owner          bigint      NOT NULL, -- number of the account of the user who posted it
    owner_user     bigint      NOT NULL, -- whose key seals the payment details
    side           text        NOT NULL CHECK (side IN ('buy', 'sell')), -- as its owner sees it
    asset          integer     NOT NULL,
    currency       text        NOT NULL,
    price          bigint,               -- fixed, in 10^-8 of the currency; null: floating
    margin         integer,              -- floating: hundredths of a percent above the market's middle price
    price_limit    bigint,               -- floating: lowest price of a sale, highest of a purchase
    remaining      bigint      NOT NULL CHECK (remaining >= 0),
    least          bigint      NOT NULL CHECK (least > 0),
    most           bigint      NOT NULL CHECK (most >= least),
    methods        text[]      NOT NULL,
    window_minutes integer     NOT NULL CHECK (window_minutes BETWEEN 15 AND 60),
    terms          text        NOT NULL,
    details        bytea,                -- where to pay, sealed with the owner's key
    least_trades   integer     NOT NULL, -- condition on the taker
    least_reliability integer  NOT NULL, -- condition on the taker, in thousandths
    state          text        NOT NULL CHECK (state IN ('active', 'paused', 'closed')),
    version        integer     NOT NULL,
    created_at     timestamptz NOT NULL,
    changed_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

CREATE INDEX offers_of_owner ON offers (tenant_id, owner, id);
CREATE INDEX offers_fixed ON offers (tenant_id, asset, currency, side, price) WHERE state = 'active' AND price IS NOT NULL;
CREATE INDEX offers_floating ON offers (tenant_id, asset, currency, side, margin) WHERE state = 'active' AND price IS NULL;

-- Trades. The terms are those of the offer at the moment it was taken; amounts of every settlement come from here.
CREATE TABLE trades (
    tenant_id      integer     NOT NULL,
    id             uuid        NOT NULL,
    number         bigint      GENERATED ALWAYS AS IDENTITY,
    offer          bigint      NOT NULL,
    offer_version  integer     NOT NULL,
    taker          bigint      NOT NULL,
    buyer          bigint      NOT NULL,
    seller         bigint      NOT NULL,
    asset          integer     NOT NULL,
    currency       text        NOT NULL,
    currency_places integer    NOT NULL,
    units          bigint      NOT NULL CHECK (units > 0),  -- principal
    fee            bigint      NOT NULL CHECK (fee >= 0),   -- in the asset, paid by the seller
    price          bigint      NOT NULL CHECK (price > 0),
    payment        bigint      NOT NULL CHECK (payment > 0),
    method         text        NOT NULL,
    window_minutes integer     NOT NULL,
    details        bytea,                -- where to pay, sealed with the seller's key
    details_user   bigint      NOT NULL,
    state          text        NOT NULL,
    ending         text,                 -- decided end, while it is proposed or settled
    buyer_units    bigint      NOT NULL DEFAULT 0,
    fee_units      bigint      NOT NULL DEFAULT 0,
    attempt        integer     NOT NULL DEFAULT 0, -- number of refused postings of the settlement
    problem        text        NOT NULL DEFAULT '',
    reason         text        NOT NULL DEFAULT '', -- of the dispute
    moderator      bigint,               -- who has claimed the case
    version        integer     NOT NULL,
    deadline_at    timestamptz,          -- end of the clock, or the next attempt of a posting
    created_at     timestamptz NOT NULL,
    changed_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

CREATE INDEX trades_of_buyer ON trades (tenant_id, buyer, number);
CREATE INDEX trades_of_seller ON trades (tenant_id, seller, number);
CREATE INDEX trades_due ON trades (tenant_id, deadline_at) WHERE deadline_at IS NOT NULL;
CREATE INDEX trades_open ON trades (tenant_id, taker)
    WHERE state IN ('reserving', 'awaiting_payment', 'paid', 'disputed', 'proposed', 'settling');
CREATE INDEX trades_disputed ON trades (tenant_id, number) WHERE state IN ('disputed', 'proposed');
CREATE INDEX trades_of_offer ON trades (tenant_id, offer)
    WHERE state IN ('reserving', 'awaiting_payment', 'paid', 'disputed', 'proposed', 'settling');

-- Every transition of every trade. Rows are only added.
CREATE TABLE trade_events (
    tenant_id integer     NOT NULL,
    trade     uuid        NOT NULL,
    version   integer     NOT NULL, -- of the trade afterwards
    role      text        NOT NULL,
    account   bigint,               -- of the sender; null for clock and ledger
    message   text        NOT NULL,
    state     text        NOT NULL, -- afterwards
    note      text        NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, trade, version),
    FOREIGN KEY (tenant_id, trade) REFERENCES trades (tenant_id, id) ON DELETE CASCADE
);

-- Ended trades of two people: what reliability is computed from.
CREATE TABLE counterparties (
    tenant_id      integer NOT NULL,
    account        bigint  NOT NULL,
    other          bigint  NOT NULL,
    completed      integer NOT NULL,
    last_completed boolean NOT NULL,
    PRIMARY KEY (tenant_id, account, other)
);

-- The last moment at which the clocks of a tenant were read. A longer gap is an outage, by which deadlines move.
CREATE TABLE clocks (
    tenant_id integer     NOT NULL PRIMARY KEY,
    read_at   timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON offers, trades, trade_events, counterparties, clocks TO flowex_app;
