-- How much lies where a tenant pays from: between the two, in units of the asset; NULL: no limit, and no least.
ALTER TABLE terms ADD COLUMN hot_limit bigint, ADD COLUMN hot_low bigint;

ALTER TABLE payments DROP CONSTRAINT payments_purpose_check;
ALTER TABLE payments ADD CONSTRAINT payments_purpose_check CHECK (purpose IN ('withdrawal', 'sweep', 'cold'));

-- Where what is more than the hot limit goes. A second person says yes, and then it counts after a while.
CREATE TABLE cold_addresses (
    tenant_id   integer     NOT NULL,
    id          uuid        NOT NULL,
    asset_id    integer     NOT NULL,
    network     text        NOT NULL,
    address     text        NOT NULL,
    asked_by    bigint      NOT NULL,
    asked_at    timestamptz NOT NULL DEFAULT now(),
    decided_by  bigint,
    approved    boolean,
    active_from timestamptz,
    retired_at  timestamptz,
    PRIMARY KEY (tenant_id, id)
);

-- A cold address is one tenant's.
CREATE TABLE cold_owners (
    network   text    NOT NULL,
    address   text    NOT NULL,
    tenant_id integer NOT NULL,
    PRIMARY KEY (network, address)
);

-- Moves from where a tenant pays to its cold address: one of an asset at a time.
CREATE TABLE cold_moves (
    tenant_id   integer NOT NULL,
    id          uuid    NOT NULL,
    asset_id    integer NOT NULL,
    network     text    NOT NULL,
    cold        uuid    NOT NULL, -- of cold_addresses
    address     text    NOT NULL,
    chain_units numeric NOT NULL CHECK (chain_units > 0),
    is_open     boolean NOT NULL DEFAULT true,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);

CREATE UNIQUE INDEX cold_moves_open ON cold_moves (tenant_id, asset_id, network) WHERE is_open;

-- What people are asked to bring back: one request of an asset at a time.
CREATE TABLE refills (
    tenant_id   integer NOT NULL,
    id          uuid    NOT NULL,
    asset_id    integer NOT NULL,
    network     text    NOT NULL,
    cold        text    NOT NULL, -- from this address
    hot         text    NOT NULL, -- to this one
    chain_units numeric NOT NULL CHECK (chain_units > 0),
    state       text    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'arrived', 'canceled')),
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);

CREATE UNIQUE INDEX refills_open ON refills (tenant_id, asset_id, network) WHERE state = 'open';

-- What came back from cold, by its arrival: each counts once, and for the request that was open then.
CREATE TABLE refill_payments (
    tenant_id   integer NOT NULL,
    arrival     uuid    NOT NULL,
    asset_id    integer NOT NULL,
    network     text    NOT NULL,
    refill      uuid,
    chain_units numeric NOT NULL,
    PRIMARY KEY (tenant_id, arrival)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON cold_addresses, cold_owners, cold_moves, refills, refill_payments TO flowex_app;
