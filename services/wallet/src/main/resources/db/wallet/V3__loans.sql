-- Loans and repayments one by one, and the rates of interest as they were (docs/margin.md). Views that were built before this
-- version have those from then on: ./flowex views rebuild wallet.

-- Each loan and repayment. Principal and interest are the units by which the two parts of the debt changed, none below zero.
CREATE TABLE margin_loans (
    tenant         integer NOT NULL,
    account        bigint  NOT NULL,
    sequence       bigint  NOT NULL, -- of the transfer
    asset_id       integer NOT NULL,
    repaid         boolean NOT NULL, -- false: it was borrowed
    automatic      boolean NOT NULL, -- an order borrowed it, or a liquidation repaid it
    principal      bigint  NOT NULL,
    interest       bigint  NOT NULL,
    created_nanos  bigint  NOT NULL,
    PRIMARY KEY (tenant, account, sequence)
);

-- Rates of new loans, in billionths an hour, each from the event that set it.
CREATE TABLE margin_rates (
    tenant         integer NOT NULL,
    asset_id       integer NOT NULL,
    sequence       bigint  NOT NULL,
    hourly_rate    integer NOT NULL,
    created_nanos  bigint  NOT NULL,
    PRIMARY KEY (tenant, asset_id, sequence)
);

-- Rate of the hour that runs; none of a debt that began before this version, until its next hour.
ALTER TABLE debts ADD COLUMN hourly_rate bigint;

ALTER TABLE margin_interest
    ADD COLUMN principal   bigint,  -- on which it was charged; none of before this version, as the rate
    ADD COLUMN hourly_rate bigint,
    ADD COLUMN on_loan     boolean NOT NULL DEFAULT false; -- the hour that a loan costs at once

GRANT SELECT ON ALL TABLES IN SCHEMA ${flyway:defaultSchema} TO flowex_app;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA ${flyway:defaultSchema} TO flowex_views;
