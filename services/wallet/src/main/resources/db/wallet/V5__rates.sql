-- Rates of lending pools by use and by volume (docs/margin.md); empty where the rate of the terms holds for all accounts.
ALTER TABLE margin_pools
    ADD COLUMN curve          bigint[] NOT NULL DEFAULT '{}', -- of each point its use in millionths and its rate in billionths
    ADD COLUMN volume_asset   integer,                        -- quote currency in which volumes count; none without discounts
    ADD COLUMN discounts      bigint[] NOT NULL DEFAULT '{}', -- of each its volume and its basis points
    ADD COLUMN rates_sequence bigint   NOT NULL DEFAULT 0;    -- of the event that set them
