ALTER TABLE payments DROP CONSTRAINT payments_purpose_check;
ALTER TABLE payments ADD CONSTRAINT payments_purpose_check CHECK (purpose IN ('withdrawal', 'sweep', 'cold', 'gas'));

-- What is brought to an address that received tokens, so that they can be moved away: a few times at most.
CREATE TABLE gas (
    tenant_id   integer NOT NULL,
    id          uuid    NOT NULL,
    sweep       uuid    NOT NULL,
    number      integer NOT NULL,
    network     text    NOT NULL,
    address     text    NOT NULL,
    asset_id    integer NOT NULL, -- the network's own coin
    chain_units numeric NOT NULL CHECK (chain_units > 0),
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, sweep, number)
);

CREATE INDEX attempts_by_transaction ON attempts (tenant_id, chain_transaction);

GRANT SELECT, INSERT, UPDATE, DELETE ON gas TO flowex_app;
