-- Markets of the exchange itself that are a source of an index price. A row without a symbol was one before.
CREATE TABLE own_markets (
    tenant_id  integer NOT NULL,
    asset_id   integer NOT NULL,
    symbol     text,
    source     integer,
    version    bigint  NOT NULL,
    set_by     bigint  NOT NULL, -- user
    PRIMARY KEY (tenant_id, asset_id),
    CHECK ((symbol IS NULL) = (source IS NULL))
);
GRANT SELECT, INSERT, UPDATE, DELETE ON own_markets TO flowex_app;
