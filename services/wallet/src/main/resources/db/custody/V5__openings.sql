-- Blocks up to this height came before somebody looked: what they paid is not seen as an arrival.
ALTER TABLE watched ADD COLUMN after_height bigint NOT NULL DEFAULT -1;

-- What lay where a tenant pays from when it was first watched, at that height: the exchange's own, which an administrator acknowledges.
CREATE TABLE openings (
    tenant_id       integer NOT NULL,
    id              uuid    NOT NULL,
    network         text    NOT NULL,
    address         text    NOT NULL,
    token           text    NOT NULL,
    asset_id        integer NOT NULL,
    chain_units     numeric NOT NULL CHECK (chain_units > 0),
    height          bigint  NOT NULL,
    opened_at       timestamptz NOT NULL DEFAULT now(),
    acknowledged_by bigint,
    acknowledged_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, network, address, token)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON openings TO flowex_app;
