-- Coins that a tenant does not show.
CREATE TABLE hidden (
    tenant_id integer     NOT NULL,
    coin      text        NOT NULL,
    hidden_by text        NOT NULL,
    hidden_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, coin)
);

-- Under which code a tenant trades a coin: written before the asset is listed, and never another coin's afterwards.
CREATE TABLE codes (
    tenant_id integer     NOT NULL,
    coin      text        NOT NULL,
    code      text        NOT NULL,
    given_by  text        NOT NULL,
    given_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, coin),
    UNIQUE (tenant_id, code)
);

-- Counts what tenants hide and show: processes ask for it alone.
ALTER TABLE state ADD COLUMN choices bigint NOT NULL DEFAULT 0;

GRANT SELECT, INSERT, DELETE ON hidden TO flowex_app;
GRANT SELECT, INSERT ON codes TO flowex_app;
