-- Flows of an asset that administrators have paused, on one network or on all.
CREATE TABLE pauses (
    tenant_id integer     NOT NULL,
    asset_id  integer     NOT NULL,
    network   text        NOT NULL, -- empty: all
    flow      text        NOT NULL CHECK (flow IN ('deposits', 'withdrawals', 'sweeps')),
    reason    text        NOT NULL,
    set_by    bigint      NOT NULL,
    set_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, asset_id, network, flow)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON pauses TO flowex_app;
