-- A back-test can search for parameters. Its finished trials are kept while it is open, so that none is computed again.
CREATE TABLE backtest_trials (
    tenant_id   integer NOT NULL,
    backtest_id bigint  NOT NULL,
    split       integer NOT NULL, -- 0 is the whole time, others are trainings of the validation
    number      integer NOT NULL, -- in the plan
    score       double precision, -- null if there is none
    reason      text    NOT NULL, -- why there is no score; empty if there is one
    returns     bytea   NOT NULL, -- doubles, the highest byte first
    PRIMARY KEY (tenant_id, backtest_id, split, number),
    FOREIGN KEY (tenant_id, backtest_id) REFERENCES backtests (tenant_id, id) ON DELETE CASCADE
);

ALTER TABLE backtests ADD COLUMN report bytea; -- the result as one page, compressed by gzip

GRANT SELECT, INSERT, UPDATE, DELETE ON backtest_trials TO flowex_app;
