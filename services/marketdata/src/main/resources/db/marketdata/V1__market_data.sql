-- What the world sees of the markets. Everything here is folded from the event log: it may be dropped and is built again.
-- Prices, quantities and amounts are whole units of their scales; sums are numeric, because nothing bounds a sum.

CREATE TABLE assets (
    asset_id      integer  PRIMARY KEY,
    tenant        integer  NOT NULL,
    code          text     NOT NULL,
    scale         smallint NOT NULL,
    supply_whole  bigint   NOT NULL
);

CREATE TABLE market (
    instrument_id integer  PRIMARY KEY,
    tenant_id     integer  NOT NULL,
    symbol        text     NOT NULL,
    price_scale   smallint NOT NULL,
    base_scale    smallint NOT NULL,
    quote_scale   smallint NOT NULL,
    open          boolean  NOT NULL,
    book_sequence bigint   NOT NULL, -- number of the last event that changed the book
    sequence      bigint   NOT NULL, -- number of the last event about this market
    time_nanos    bigint   NOT NULL, -- log time of that event, since 1970
    UNIQUE (tenant_id, symbol)
) WITH (fillfactor = 50);

-- Few rows, each written again and again: room on the page keeps the updates out of the index.
CREATE TABLE book_level (
    tenant_id     integer NOT NULL,
    instrument_id integer NOT NULL,
    buys          boolean NOT NULL,
    price         bigint  NOT NULL,
    quantity      numeric NOT NULL,
    PRIMARY KEY (instrument_id, buys, price)
) WITH (fillfactor = 50);

-- Append-only. The latest thousand of a market are read at start; older ones may be deleted at any time.
CREATE TABLE trade (
    tenant_id     integer NOT NULL,
    instrument_id integer NOT NULL,
    trade_id      bigint  NOT NULL,
    sequence      bigint  NOT NULL,
    price         bigint  NOT NULL,
    quantity      bigint  NOT NULL,
    quote         bigint  NOT NULL,
    taker_buys    boolean NOT NULL,
    time_nanos    bigint  NOT NULL,
    PRIMARY KEY (instrument_id, trade_id)
);

-- Candles of a second, a minute, an hour and a day (interval_seconds 1, 60, 3600, 86400); all others are folded from these. Those of a
-- second are kept for a week before the market's last trade.
CREATE TABLE candle (
    tenant_id        integer NOT NULL,
    instrument_id    integer NOT NULL,
    interval_seconds integer NOT NULL,
    open_seconds     bigint  NOT NULL,
    open             bigint  NOT NULL,
    high             bigint  NOT NULL,
    low              bigint  NOT NULL,
    close            bigint  NOT NULL,
    volume           numeric NOT NULL,
    quote_volume     numeric NOT NULL,
    trades           bigint  NOT NULL,
    first_trade      bigint  NOT NULL,
    last_trade       bigint  NOT NULL,
    bought           numeric NOT NULL, -- by takers
    bought_quote     numeric NOT NULL,
    PRIMARY KEY (instrument_id, interval_seconds, open_seconds)
) WITH (fillfactor = 80);

-- What takers bought and sold at each price in each hour, for a week before the market's last trade.
CREATE TABLE volume_at_price (
    tenant_id     integer NOT NULL,
    instrument_id integer NOT NULL,
    hour_seconds  bigint  NOT NULL, -- start of the hour, since 1970
    price         bigint  NOT NULL,
    bought        numeric NOT NULL,
    sold          numeric NOT NULL,
    trades        bigint  NOT NULL,
    PRIMARY KEY (instrument_id, hour_seconds, price)
) WITH (fillfactor = 80);

-- The book as each minute ended in which something happened, for a week before the market's last event.
CREATE TABLE book_minute (
    tenant_id      integer NOT NULL,
    instrument_id  integer NOT NULL,
    minute_seconds bigint  NOT NULL, -- start of the minute, since 1970
    bid            bigint  NOT NULL, -- best price; 0: that side was empty
    ask            bigint  NOT NULL,
    bid_quantity   numeric NOT NULL, -- of the best 20 levels
    ask_quantity   numeric NOT NULL,
    PRIMARY KEY (instrument_id, minute_seconds)
);

-- Tenants that are shown no further than they were when one of their events could not be applied.
CREATE TABLE stopped_tenants (
    tenant      integer     PRIMARY KEY,
    shown       bigint      NOT NULL, -- its rows are as of this event
    event       bigint      NOT NULL, -- the first that is not in them
    why         text        NOT NULL,
    stopped_at  timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT ON assets, market, book_level, trade, candle, volume_at_price, book_minute, stopped_tenants
    TO flowex_app;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE
    ON assets, market, book_level, trade, candle, volume_at_price, book_minute, stopped_tenants
    TO flowex_views;
