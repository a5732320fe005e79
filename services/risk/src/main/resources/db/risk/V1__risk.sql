-- What counts how much in a tenant's scores; without a row the usual weights do.
CREATE TABLE weights (
    tenant_id  integer     PRIMARY KEY,
    volatility integer     NOT NULL,
    liquidity  integer     NOT NULL,
    market_cap integer     NOT NULL,
    technical  integer     NOT NULL,
    reference  text        NOT NULL, -- code of an asset
    changed_by text        NOT NULL,
    changed_at timestamptz NOT NULL
);

-- Scores as they were computed, of the end of a day. Ratios, never money.
CREATE TABLE score_days (
    tenant_id  integer          NOT NULL,
    day        integer          NOT NULL, -- since 1970
    asset      text             NOT NULL,
    score      double precision,          -- null: withheld, and the document says why
    made_at    timestamptz      NOT NULL,
    document   jsonb            NOT NULL, -- score, interval, factors, notes and quality of the data
    PRIMARY KEY (tenant_id, day, asset)
);

CREATE INDEX score_days_of_asset ON score_days (tenant_id, asset, day);
CREATE INDEX score_days_by_risk ON score_days (tenant_id, day, score DESC NULLS LAST, asset);

-- Days all of whose assets were looked at.
CREATE TABLE score_runs (
    tenant_id integer     NOT NULL,
    day       integer     NOT NULL,
    ended_at  timestamptz NOT NULL,
    assets    integer     NOT NULL,
    scored    integer     NOT NULL,
    PRIMARY KEY (tenant_id, day)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON weights, score_days, score_runs TO flowex_app;
