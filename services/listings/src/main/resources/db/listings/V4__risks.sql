-- How risky each asset of a tenant is, as whoever computes it says: all of a day's together.
CREATE TABLE risks (
    tenant_id integer          NOT NULL,
    asset     text             NOT NULL, -- code; which coin it is, listings.codes says, or else its symbol
    score     double precision NOT NULL, -- 0 is calm, 100 as risky as it gets
    day       integer          NOT NULL, -- since 1970: it is of the end of this day
    made_at   timestamptz      NOT NULL,
    PRIMARY KEY (tenant_id, asset)
);

-- Counts what changes which coin has which score: processes ask for it alone.
ALTER TABLE state ADD COLUMN risks bigint NOT NULL DEFAULT 0;

GRANT SELECT, INSERT, UPDATE, DELETE ON risks TO flowex_app;
